import type { Tag } from '../../shared/run-summary.ts';
import { storeError } from '../../shared/store-faults.ts';
import { previewOf } from '../journal/previews.ts';
import { openJournal } from '../journal/open-journal.ts';

/** A tag on the records of a selection. */
export interface PreviewTag {
  readonly tag: Tag;
  /** Number of records that carry it. */
  readonly records: number;
  /** Names of its look-alikes among these tags. */
  readonly alike: readonly string[];
}

/** The selection's tags at the last read. */
export interface ReadPreview {
  /** Revision of the run that this belongs to. */
  readonly revision: number;
  /** Selected records, found or not. */
  readonly total: number;
  /** The tags that at least one of them carries. */
  readonly tags: readonly PreviewTag[];
  /** Number of records with exactly this set of tags, by tag id. */
  readonly sets: readonly { readonly tagIds: readonly string[]; readonly records: number }[];
  /** Selected ids that were not found. */
  readonly missing: number;
  /** When its oldest record was read, by the engine's clock. */
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
        if (records === 0) return [];
        const group = run.alike?.find((places) => places.includes(place)) ?? [];
        const others = group.filter((other) => other !== place && counts.has(other));
        return [{ tag, records, alike: others.flatMap((other) => run.tags[other]?.name ?? []) }];
      }),
      sets: preview.sets.map((set) => ({
        tagIds: set.tags.flatMap((place) => run.tags[place]?.id ?? []),
        records: set.records,
      })),
      missing: preview.missing,
      readAt: preview.readAt,
    };
  } catch (error) {
    throw storeError(error);
  }
}
