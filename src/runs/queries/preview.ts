import type { Tag } from '../../shared/run-summary.ts';
import { journalError } from '../journal/schema.ts';
import { previewOf } from '../journal/previews.ts';
import { openJournal } from '../journal/open-journal.ts';

/** The selection's tags as last read. */
export interface ReadPreview {
  /** Revision of the run that this is true of. */
  readonly revision: number;
  /** Records selected, found or not. */
  readonly total: number;
  /** The tags that at least one of them carries, and how many carry each. */
  readonly tags: readonly { readonly tag: Tag; readonly records: number }[];
  /** How many records carry exactly this set of tags, by tag id. */
  readonly sets: readonly { readonly tagIds: readonly string[]; readonly records: number }[];
  /** Ids that were selected and not found. */
  readonly missing: number;
  /** When the oldest record of it was read. */
  readonly readAt: number;
}

/** The preview of a run; null before its first records were read. Throws `storage-broken`. */
export async function readPreview(runId: string): Promise<ReadPreview | null> {
  try {
    const database = await openJournal();
    const run = await database.getFromIndex('runs', 'id', runId);
    const preview = run === undefined ? null : await previewOf(database, run.seq);
    if (run === undefined || preview === null) return null;
    const counts = new Map<number, number>();
    for (const set of preview.sets)
      for (const place of set.tags) counts.set(place, (counts.get(place) ?? 0) + set.records);
    return {
      revision: run.revision,
      total: run.total,
      tags: run.tags.flatMap((tag, place) => {
        const records = counts.get(place) ?? 0;
        return records > 0 ? [{ tag, records }] : [];
      }),
      sets: preview.sets.map((set) => ({
        tagIds: set.tags.flatMap((place) => run.tags[place]?.id ?? []),
        records: set.records,
      })),
      missing: preview.missing,
      readAt: preview.readAt,
    };
  } catch (error) {
    throw journalError(error);
  }
}
