import { isSameName } from '../../shared/same-name.ts';
import type { TagModule, TagRow } from '../../tags/model/types.ts';
import { LONGEST_TAG_NAME } from '../replace/tag-names.ts';

/** What is wrong with a new name. `same`: it is the name that the tag has. */
export type NameFault = 'empty' | 'long' | 'same';

/** A rename in one module. */
export interface RenameStep {
  readonly module: TagModule;
  readonly tag: TagRow;
  readonly isSkipped: boolean;
  /** Another tag of the module that has the new name; null without one. */
  readonly bearer: TagRow | null;
  /** Another tag whose name Zoho may take for the new one. Only Zoho can tell. */
  readonly likely: TagRow | null;
}

interface Given {
  /** Tags of one name, at most one in a module. */
  readonly tags: readonly TagRow[];
  readonly modules: readonly TagModule[];
  readonly rows: ReadonlyMap<string, readonly TagRow[]>;
  readonly name: string;
  /** API names. */
  readonly skipped: ReadonlySet<string>;
}

/** One step for each module that has the tag, in the order of the modules. */
export function renameSteps({ tags, modules, rows, name, skipped }: Given): readonly RenameStep[] {
  return modules.flatMap((module): RenameStep[] => {
    const tag = tags.find((one) => one.module === module.apiName);
    if (tag === undefined) return [];
    const others = (rows.get(module.apiName) ?? []).filter(({ id }) => id !== tag.id);
    const bearer = others.find((other) => other.name === name) ?? null;
    const likely = others.find((other) => isSameName(name, other.name)) ?? null;
    return [{ module, tag, isSkipped: skipped.has(module.apiName), bearer, likely: bearer === null ? likely : null }];
  });
}

export function nameFault(name: string, now: string): NameFault | null {
  if (name === '') return 'empty';
  if (name.length > LONGEST_TAG_NAME) return 'long';
  return name === now ? 'same' : null;
}
