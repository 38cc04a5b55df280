import { plural, text } from '../../shared/i18n.ts';
import { concerned, settled } from '../../shared/run-facts.ts';
import type { TagRow } from '../../tags/model/types.ts';
import { duration } from '../../ui/formats.ts';
import type { TagsPageData } from '../models/TagsPageModel.ts';
import { useTags } from '../tags-context.ts';

/** The reason why these tags cannot be removed from all records now; null where they can. */
export function useRefusal(tags: readonly TagRow[]): string | null {
  return refusalOf(useTags(), tags);
}

/** The same outside of a component. */
export function refusalOf({ cleaning, connection, isOnline }: TagsPageData, tags: readonly TagRow[]): string | null {
  const active = cleaning.active.value;
  const run = cleaning.otherRun.value;
  const names = new Set(tags.map(({ name }) => name)).size;
  if (!isOnline.value) return text('tags_offline_h');
  if (connection.value?.isSignedOut !== false) return text('tags_signin_h');
  if (active !== null) {
    const left = active.live?.timeLeftMs ?? null;
    return left === null ? text('one_at_a_time') : text('one_at_a_time_left', { duration: duration(left) });
  }
  if (run !== null) return text('run_at_a_time', { done: settled(run), all: concerned(run) });
  const isNowhere = tags.length > 0 && tags.every(({ records }) => records?.n === 0);
  return isNowhere ? plural('bar_on_none', names) : null;
}
