import { text } from '../../shared/i18n.ts';
import type { TagRow } from '../../tags/model/types.ts';
import type { TagsPageData } from '../models/TagsPageModel.ts';
import { refusalOf } from './use-refusal.ts';

/** Something that can be done with tags. It opens a sheet, and nothing starts by itself. */
export interface TagAction {
  readonly key: 'remove' | 'replace';
  readonly label: string;
  /** Why it cannot be done now; null where it can. */
  readonly refusal: string | null;
  readonly open: () => void;
  /** A narrow window has it in a menu. */
  readonly isRare: boolean;
}

/** The actions for these tags, the usual one first. Call it while a component renders. */
export function actionsFor(page: TagsPageData, tags: readonly TagRow[]): readonly TagAction[] {
  const refusal = refusalOf(page, tags);
  const names = new Set(tags.map(({ name }) => name));
  return [
    { key: 'remove', label: text('act_remove'), refusal, open: () => page.retire.open(tags), isRare: false },
    {
      key: 'replace',
      label: text(names.size === 1 ? 'act_replace' : 'act_merge'),
      refusal,
      open: () => page.replace.open(tags),
      isRare: true,
    },
  ];
}

/** The first action that can be done now; null where there is none. */
export function firstAction(page: TagsPageData, tags: readonly TagRow[]): TagAction | null {
  return actionsFor(page, tags).find(({ refusal }) => refusal === null) ?? null;
}
