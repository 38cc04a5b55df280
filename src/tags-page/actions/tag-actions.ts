import { text } from '../../shared/i18n.ts';
import type { TagRow } from '../../tags/model/types.ts';
import type { TagsPageData } from '../models/TagsPageModel.ts';
import { areUnused, holdUp } from './use-refusal.ts';

/** Something that can be done with tags. It opens a sheet, and nothing starts by itself. */
export interface TagAction {
  readonly key: 'remove' | 'replace' | 'rename' | 'delete';
  readonly label: string;
  /** Why it cannot be done now; null where it can. */
  readonly refusal: string | null;
  readonly open: () => void;
  /** A narrow window has it in a menu. */
  readonly isRare: boolean;
}

/**
 * The actions for these tags, the usual one first. Where no record has them, there is nothing to remove or to replace.
 * Call it while a component renders.
 */
export function actionsFor(page: TagsPageData, tags: readonly TagRow[]): readonly TagAction[] {
  const refusal = holdUp(page);
  const names = new Set(tags.map(({ name }) => name)).size;
  const isUnused = areUnused(tags);
  const remove: TagAction = {
    key: 'remove',
    label: text('act_remove'),
    refusal,
    open: () => page.retire.open(tags),
    isRare: false,
  };
  const replace: TagAction = {
    key: 'replace',
    label: text(names === 1 ? 'act_replace' : 'act_merge'),
    refusal,
    open: () => page.replace.open(tags),
    isRare: true,
  };
  const rename: TagAction = {
    key: 'rename',
    label: text('act_rename'),
    refusal,
    open: () => page.rename.open(tags),
    isRare: !isUnused,
  };
  const away: TagAction = {
    key: 'delete',
    label: names === 1 ? text('act_delete') : text('act_delete_n', { n: names }),
    refusal,
    open: () => page.deletion.open(tags),
    isRare: !isUnused,
  };
  return [...(isUnused ? [] : [remove, replace]), ...(names === 1 ? [rename] : []), away];
}

/** The first action that can be done now; null where there is none. */
export function firstAction(page: TagsPageData, tags: readonly TagRow[]): TagAction | null {
  return actionsFor(page, tags).find(({ refusal }) => refusal === null) ?? null;
}
