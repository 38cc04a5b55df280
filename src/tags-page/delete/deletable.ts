import type { TagModule, TagRow } from '../../tags/model/types.ts';
import { isAutomated } from '../../tags/queries/judgements.ts';

/**
 * Whether a tag would be deleted. `carried`: records have it. `held`: a rule, blueprint or orchestration uses it, so that
 * Zoho keeps it. `uncounted`: Zoho has not given the number of its records.
 */
export type Fate = 'free' | 'carried' | 'held' | 'uncounted';

export function fateOf(tag: TagRow): Fate {
  if (tag.records !== null && tag.records.n > 0) return 'carried';
  if (isAutomated(tag) === true) return 'held';
  return tag.records === null ? 'uncounted' : 'free';
}

/** The deletion in one module. */
export interface DeleteStep {
  readonly module: TagModule;
  /** Those that would be deleted. */
  readonly tags: readonly TagRow[];
  readonly isSkipped: boolean;
  /** How much of the module's room is used afterwards; null where Zoho has not told. */
  readonly room: { readonly used: number; readonly allowed: number } | null;
}

/** One step for each module that has some of these tags, in the order of the modules. `skipped`: API names. */
export function deleteSteps(
  free: readonly TagRow[],
  modules: readonly TagModule[],
  skipped: ReadonlySet<string>,
): readonly DeleteStep[] {
  return modules.flatMap((module): DeleteStep[] => {
    const tags = free.filter((tag) => tag.module === module.apiName);
    if (tags.length === 0) return [];
    const { used, allowed } = module.room;
    const room = used === null || allowed === null ? null : { used: Math.max(0, used - tags.length), allowed };
    return [{ module, tags, isSkipped: skipped.has(module.apiName), room }];
  });
}
