import type { Preview } from '../model/types.ts';

/** The preview with more records read. `missing`: ids of them that were not found. */
export function withRecords(
  preview: Preview | null,
  { sets, missing, readAt }: { sets: readonly (readonly number[])[]; missing: number; readAt: number },
): Preview {
  const counts = new Map((preview?.sets ?? []).map((set) => [set.tags.join(' '), set]));
  for (const tags of sets) {
    const key = tags.join(' ');
    counts.set(key, { tags, records: (counts.get(key)?.records ?? 0) + 1 });
  }
  return {
    sets: [...counts.values()],
    missing: (preview?.missing ?? 0) + missing,
    readAt: Math.min(preview?.readAt ?? readAt, readAt),
  };
}
