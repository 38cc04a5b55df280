import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Outcome } from '../../shared/run-summary.ts';
import { eraseDatabase } from '../journal/schema.ts';
import { blocksOf } from '../journal/blocks.ts';
import { closeJournal, openJournal } from '../journal/open-journal.ts';
import { positions, recordsAt } from './positions.ts';
import type { RecordRow, Run } from '../model/types.ts';

beforeEach(async () => {
  await closeJournal();
  await eraseDatabase();
});

const ROW: Omit<RecordRow, 'n' | 'id' | 'name' | 'outcome'> = {
  run: 'r',
  before: [],
  seen: [],
  mistaken: [],
  suspected: null,
  restored: [],
  lost: [],
  left: [],
  reason: null,
  zohoCode: null,
  zohoMessage: null,
  refused: [],
  readAt: 0,
  doubt: null,
  tries: 0,
};

async function store(outcomes: readonly Outcome[], nameOf = (n: number) => `Lead ${n}`): Promise<void> {
  const writing = (await openJournal()).transaction(['runs', 'blocks'], 'readwrite');
  const run = { id: 'r', tags: [] } as unknown as Run & { seq: number };
  const seq = await writing.objectStore('runs').add(run);
  const rows = outcomes.map((outcome, n): RecordRow => {
    const id = String(581_200_000_000_000_000n + BigInt(n));
    return { ...ROW, n, id, name: nameOf(n), outcome };
  });
  for (const block of blocksOf(seq, rows)) void writing.objectStore('blocks').add(block);
  await writing.done;
}

async function all(outcomes: readonly Outcome[], search = ''): Promise<number[]> {
  const found: number[] = [];
  for await (const piece of positions('r', { outcomes, search })) found.push(...piece);
  return found;
}

describe('positions', () => {
  it('names each record of the outcomes once, one outcome after the other, in the order of the selection', async () => {
    await store(['removed', 'failed', 'removed', 'unknown', 'failed']);
    expect(await all(['failed', 'unknown', 'removed'])).toEqual([1, 4, 3, 0, 2]);
    expect(await all(['unknown'])).toEqual([3]);
    expect(await all(['not-sent'])).toEqual([]);
  });

  it('comes in pieces, none left out between them', async () => {
    await store(Array.from({ length: 4_500 }, (_, n): Outcome => (n % 3 === 0 ? 'failed' : 'removed')));
    const found = await all(['removed', 'failed']);
    expect(found).toHaveLength(4_500);
    expect(new Set(found).size).toBe(4_500);
    expect(found.slice(3_000)).toEqual(Array.from({ length: 1_500 }, (_, n) => n * 3));
  });

  it('searches within the outcomes', async () => {
    await store(['removed', 'failed', 'removed'], (n) => ['Ada Byron', 'Grace Hopper', 'Hopper & Co'][n] ?? '');
    expect(await all(['failed', 'removed'], ' hopper')).toEqual([1, 2]);
  });

  it('is empty for a run that is not there', async () => {
    expect(await all(['removed'])).toEqual([]);
    expect(await recordsAt('r', [0])).toEqual([]);
  });
});

describe('recordsAt', () => {
  it('reads stretches and scattered records in the order asked, without those that are gone', async () => {
    await store(['removed', 'failed', 'removed', 'unknown']);
    expect((await recordsAt('r', [1, 2, 3])).map(({ n, outcome }) => [n, outcome])).toEqual([
      [1, 'failed'],
      [2, 'removed'],
      [3, 'unknown'],
    ]);
    expect((await recordsAt('r', [3, 0, 9])).map(({ n }) => n)).toEqual([3, 0]);
  });
});
