const KEPT_MS = 3_600_000;

interface Past {
  tagIds: string[];
  until: number;
}

/** The recent tags of records, for a search index that lags. Keeps an hour of each record. */
export interface TagHistory {
  /** Notes the tags of a record before a change. */
  note(index: number, tagIds: string[], now: number): void;
  /** Its tags at `when`; undefined when they have not changed since. */
  at(index: number, when: number): string[] | undefined;
}

export function createTagHistory(): TagHistory {
  const pasts = new Map<number, Past[]>();
  return {
    note(index, tagIds, now) {
      const kept = (pasts.get(index) ?? []).filter((past) => past.until > now - KEPT_MS);
      pasts.set(index, [...kept, { tagIds: [...tagIds], until: now }]);
    },
    at: (index, when) => pasts.get(index)?.find((past) => past.until > when)?.tagIds,
  };
}
