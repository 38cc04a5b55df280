import type { Preview } from '../model/types.ts';
import type { JournalDatabase } from './schema.ts';

/** The most different sets of tags in the preview itself, which is written with every page of records. */
const MOST_SETS = 400;

/** Records that were read. */
export interface PreviewRecords {
  /** The tags of each found record, as positions in `Run.tags`, ascending. */
  readonly sets: readonly (readonly number[])[];
  /** Ids that were not found. */
  readonly missing: number;
  /** When they were read, by the engine's clock. */
  readonly readAt: number;
}

/**
 * The preview after more records were read. Sets without room in it are in `rest`, to be stored beside it, so that
 * writing a preview always costs the same.
 */
export function withRecords(
  preview: Preview | null,
  { sets, missing, readAt }: PreviewRecords,
): { readonly preview: Preview; readonly rest: Preview['sets'] } {
  const known = counted(preview?.sets ?? []);
  const rest = new Map<string, Counted>();
  for (const tags of sets) {
    const key = tags.join(' ');
    const place = known.has(key) || known.size < MOST_SETS ? known : rest;
    count(place, key, tags, 1);
  }
  return {
    preview: {
      sets: [...known.values()],
      missing: (preview?.missing ?? 0) + missing,
      readAt: Math.min(preview?.readAt ?? readAt, readAt),
    },
    rest: [...rest.values()],
  };
}

/** The whole preview of a run; null before its first records were read. */
export async function previewOf(database: JournalDatabase, seq: number): Promise<Preview | null> {
  const reading = database.transaction(['previews', 'previewParts']);
  const [preview, parts] = await Promise.all([
    reading.objectStore('previews').get(seq),
    reading.objectStore('previewParts').getAll(IDBKeyRange.bound([seq], [seq, Infinity])),
  ]);
  if (preview === undefined) return null;
  if (parts.length === 0) return preview;
  const all = counted(preview.sets);
  for (const part of parts) for (const { tags, records } of part.sets) count(all, tags.join(' '), tags, records);
  return { ...preview, sets: [...all.values()] };
}

interface Counted {
  readonly tags: readonly number[];
  records: number;
}

function counted(sets: Preview['sets']): Map<string, Counted> {
  return new Map(sets.map((set) => [set.tags.join(' '), { ...set }]));
}

function count(all: Map<string, Counted>, key: string, tags: readonly number[], records: number): void {
  const found = all.get(key);
  if (found === undefined) all.set(key, { tags, records });
  else found.records += records;
}
