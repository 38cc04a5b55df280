import type { HistoryQuestion } from '../runs/queries/find-in-history.ts';
import { cleanupUrl, reportUrl } from '../ui/links.ts';

/** What the report shows: a run (the newest entry where the id is null), a clean-up, or a search over all history. */
export type Place =
  | { readonly kind: 'run'; readonly id: string | null }
  | { readonly kind: 'cleanup'; readonly id: string }
  | { readonly kind: 'find'; readonly question: HistoryQuestion };

/** The place that the query of an address names. */
export function placeOf(search: string): Place {
  const query = new URLSearchParams(search);
  const cleanup = query.get('cleanup');
  const record = query.get('find');
  if (record !== null) return { kind: 'find', question: { record, tag: query.get('tag') ?? '' } };
  return cleanup === null ? { kind: 'run', id: query.get('run') } : { kind: 'cleanup', id: cleanup };
}

/** The address of the report at this place. {@link placeOf} reads it back. */
export function addressOf(place: Place): string {
  if (place.kind === 'cleanup') return cleanupUrl(place.id);
  if (place.kind === 'run') return reportUrl(place.id);
  const { record, tag } = place.question;
  const query = new URLSearchParams({ find: record, ...(tag !== '' && { tag }) });
  return `${reportUrl(null)}?${query}`;
}
