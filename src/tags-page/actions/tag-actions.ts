import { text } from '../../shared/i18n.ts';
import type { TagRow } from '../../tags/model/types.ts';
import type { TagsPageData } from '../models/TagsPageModel.ts';
import { refusalOf } from './use-refusal.ts';

/** Something that can be done with tags. It opens a sheet, and nothing starts by itself. */
export interface TagAction {
  readonly key: 'remove';
  readonly label: string;
  /** Why it cannot be done now; null where it can. */
  readonly refusal: string | null;
  readonly open: () => void;
}

/** The actions for these tags, the usual one first. Call it while a component renders. */
export function actionsFor(page: TagsPageData, tags: readonly TagRow[]): readonly TagAction[] {
  const refusal = refusalOf(page, tags);
  return [{ key: 'remove', label: text('act_remove'), refusal, open: () => page.retire.open(tags) }];
}

/** The first action that can be done now; null where there is none. */
export function firstAction(page: TagsPageData, tags: readonly TagRow[]): TagAction | null {
  return actionsFor(page, tags).find(({ refusal }) => refusal === null) ?? null;
}
