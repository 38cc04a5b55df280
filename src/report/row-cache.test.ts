import { describe, expect, it } from 'vitest';
import type { RecordRow } from '../runs/model/types.ts';
import { RowCache } from './row-cache.ts';

function rows(n: number): ReadonlyMap<number, RecordRow> {
  return new Map([[n, { n, id: String(n) } as RecordRow]]);
}

describe('RowCache', () => {
  it('asks for what it has not, and never twice for what is not there', () => {
    const cache = new RowCache();
    expect(cache.missing([1, 2])).toEqual([1, 2]);
    cache.put([1, 2], rows(1));
    expect(cache.missing([1, 2, 3])).toEqual([3]);
    expect(cache.get(1)?.n).toBe(1);
    expect(cache.get(2)).toBeNull();
  });

  it('shows an aged row until it is read again', () => {
    const cache = new RowCache();
    cache.put([1], rows(1));
    cache.age();
    expect(cache.missing([1])).toEqual([1]);
    expect(cache.get(1)?.n).toBe(1);
  });

  it('keeps the last few screens and no more', () => {
    const cache = new RowCache();
    for (let n = 0; n < 5_000; n += 1) cache.put([n], rows(n));
    expect(cache.get(0)).toBeNull();
    expect(cache.get(4_999)?.n).toBe(4_999);
    expect(Array.from({ length: 5_000 }, (_, n) => cache.get(n)).filter((kept) => kept !== null)).toHaveLength(2_000);
  });
});
