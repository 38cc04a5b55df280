import { findingRunOf, hasRecords } from '../../cleanups/queries/facts.ts';
import type { TagRow } from '../../tags/model/types.ts';
import type { CleanupNow } from '../../ui/models/CleanupsModel.ts';
import { tagKey } from '../models/PickedModel.ts';

/** Tags whose records clean-ups have changed, by key: since when their counts are true again, `null` while that goes on. */
export type Touched = ReadonlyMap<string, number | null>;

export function touchedBy(cleanups: readonly CleanupNow[]): Touched {
  const touched = new Map<string, number | null>();
  for (const { cleanup, steps } of cleanups) {
    // A new name, and tags that no record has, change no counts.
    if (!hasRecords(cleanup)) continue;
    const at = cleanup.state === 'ended' ? cleanup.endedAt : null;
    for (const step of steps) {
      const { module, holders, replace, tags } = step;
      // A step that only searched has changed nothing.
      if (cleanup.state === 'ended' && findingRunOf(cleanup, step)?.startedAt === null) continue;
      const stays = tags?.stays?.id ?? replace?.stays.id ?? null;
      for (const id of [...holders.tags.map((tag) => tag.id), ...(stays === null ? [] : [stays])]) {
        const key = tagKey({ module: module.apiName, id });
        const known = touched.get(key);
        if (known === undefined || (known !== null && (at === null || at > known))) touched.set(key, at);
      }
    }
  }
  return touched;
}

/** The same rows without the counts that a clean-up has made untrue. */
export function withoutOldCounts(
  rows: ReadonlyMap<string, readonly TagRow[]>,
  touched: Touched,
): ReadonlyMap<string, readonly TagRow[]> {
  if (touched.size === 0) return rows;
  return new Map(
    [...rows].map(([module, all]) => {
      const isOld = (tag: TagRow): boolean => {
        const at = touched.get(tagKey(tag));
        return tag.records !== null && at !== undefined && (at === null || tag.records.at <= at);
      };
      return [module, all.some(isOld) ? all.map((tag) => (isOld(tag) ? { ...tag, records: null } : tag)) : all];
    }),
  );
}
