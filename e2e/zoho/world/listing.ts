import type { RecordStore } from './records.ts';
import type { View } from './views.ts';

export type SortBy = 'id' | 'Created_Time' | 'Modified_Time';

/** The records of a list, and their order. */
export interface ListingQuery {
  /** Without a view: all records. */
  view?: View;
  /** The user whose records "mine" shows. */
  userId: string;
  sortBy?: SortBy;
  order?: 'asc' | 'desc';
  /** Converted leads are hidden unless requested. */
  converted?: 'false' | 'true' | 'both';
}

/** Numbers of the matching records, in order. */
export type Listing = (query: ListingQuery) => readonly number[];

interface Cached {
  numbers: number[];
  revision: number;
}

/** Whether a change of the record's tags or its time of change can move it in the list. */
function volatile({ view, sortBy }: ListingQuery): boolean {
  return sortBy === 'Modified_Time' || view?.filter.kind === 'tag';
}

/** Lists of record numbers, kept until a change that could affect them, because 100,001 records are paged 500 times. */
export function createListing(records: RecordStore, userIds: string[]): Listing {
  const cache = new Map<string, Cached>();

  function fits(index: number, { view, userId, converted = 'false' }: ListingQuery): boolean {
    if (!records.exists(index) || records.isHidden(index)) return false;
    if (converted !== 'both' && records.isConverted(index) !== (converted === 'true')) return false;
    const filter = view?.filter ?? { kind: 'all' };
    switch (filter.kind) {
      case 'all':
        return true;
      case 'none':
        return false;
      case 'converted':
        return records.isConverted(index);
      case 'mine':
        return userIds[records.owner(index)] === userId;
      case 'tag':
        return records.at(index)?.tagIds.includes(filter.tagId) ?? false;
    }
  }

  function compute(query: ListingQuery): number[] {
    const numbers: number[] = [];
    for (const index of records.numbers()) if (fits(index, query)) numbers.push(index);
    // By number the newest come first, which is the order of ids and of creation; only the time of change differs.
    if (query.sortBy === 'Modified_Time') {
      const times = new Map(numbers.map((index) => [index, records.at(index)?.modifiedAt ?? 0]));
      numbers.sort((a, b) => (times.get(b) ?? 0) - (times.get(a) ?? 0) || a - b);
    }
    if (query.order === 'asc') numbers.reverse();
    return numbers;
  }

  return (query) => {
    const { view, userId, sortBy = 'id', order = 'desc', converted = 'false' } = query;
    const key = [view?.id ?? '', userId, sortBy, order, converted].join('/');
    const revision = volatile(query) ? records.revision() : records.membership();
    const known = cache.get(key);
    if (known?.revision === revision) return known.numbers;
    const numbers = compute(query);
    cache.set(key, { numbers, revision });
    return numbers;
  };
}
