import { plural, text } from '../../shared/i18n.ts';
import { concerned, settled } from '../../shared/run-facts.ts';
import type { TagRow } from '../../tags/model/types.ts';
import { duration } from '../../ui/formats.ts';
import { timeLeft } from '../bands/time-left.ts';
import type { TagsPageData } from '../models/TagsPageModel.ts';
import { useTags } from '../tags-context.ts';

/** The reason why these tags cannot be removed from all records now; null where they can. */
export function useRefusal(tags: readonly TagRow[]): string | null {
  return refusalOf(useTags(), tags);
}

/** The same outside of a component. */
export function refusalOf(page: TagsPageData, tags: readonly TagRow[]): string | null {
  const names = new Set(tags.map(({ name }) => name)).size;
  return holdUp(page) ?? (areUnused(tags) ? plural('bar_on_none', names) : null);
}

/** Whether Zoho counts no record with any of these tags. */
export function areUnused(tags: readonly TagRow[]): boolean {
  return tags.length > 0 && tags.every(({ records }) => records?.n === 0);
}

/** The reason why no clean-up can start now; null where one can. */
export function holdUp({ cleaning, connection, isOnline }: TagsPageData): string | null {
  const active = cleaning.active.value;
  const run = cleaning.otherRun.value;
  if (!isOnline.value) return text('tags_offline_h');
  if (connection.value?.isSignedOut !== false) return text('tags_signin_h');
  if (active !== null) {
    const left = active.waiting === null ? timeLeft(active) : null;
    return left === null ? text('one_at_a_time') : text('one_at_a_time_left', { duration: duration(left) });
  }
  return run === null ? null : text('run_at_a_time', { done: settled(run), all: concerned(run) });
}
