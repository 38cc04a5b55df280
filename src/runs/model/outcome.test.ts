import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  afterAnswer,
  afterRead,
  afterSilence,
  type Aim,
  freshRow,
  KEPT_TAGS,
  lateFor,
  settled,
  todo,
  unsent,
  withAim,
} from './outcome.ts';
import { steadyClock } from '../../shared/steady-clock.ts';
import type { RecordRow } from './types.ts';

const places = fc.uniqueArray(fc.nat(5)).map((some) => some.sort((a, b) => a - b));
const event = fc.oneof(
  fc.record({ kind: fc.constant('read' as const), carried: places }),
  fc.record({ kind: fc.constant('answer' as const), named: places, carried: places }),
  fc.record({ kind: fc.constant('silence' as const), named: places }),
);

function begin(before: readonly number[], aim: Aim): RecordRow {
  const row: RecordRow = { ...freshRow({ id: '1', name: '', before, readAt: 1 }), run: 'run', n: 0 };
  return aim.kind === 'removal' ? withAim(row, aim) : { ...row, left: aim.chosen };
}

function step(
  row: RecordRow,
  aim: Aim,
  given: typeof event extends fc.Arbitrary<infer Value> ? Value : never,
): RecordRow {
  if (given.kind === 'read') return afterRead(row, aim, given.carried, 2);
  if (given.kind === 'silence') return afterSilence(row, { tags: given.named }, 2);
  return afterAnswer(row, aim, { asked: { tags: given.named }, carried: given.carried, refused: given.named, at: 2 });
}

test('lost and left are chosen tags, never the same one, after any reads, answers and silences', () => {
  const kinds = fc.constantFrom('removal' as const, 'undo' as const);
  const law = fc.property(kinds, places, places, fc.array(event), (kind, chosen, before, events) => {
    const aim: Aim = { kind, chosen };
    const row = events.reduce((now, given) => step(now, aim, given), begin(before, aim));
    expect(row.lost.filter((tag) => row.left.includes(tag))).toEqual([]);
    expect([...row.lost, ...row.left].filter((tag) => !chosen.includes(tag))).toEqual([]);
    expect(todo(row).filter((tag) => !row.left.includes(tag))).toEqual([]);
    const { outcome } = settled(row, aim, KEPT_TAGS);
    expect(outcome).toBe(
      row.left.length > 0 ? (row.lost.length > 0 ? 'partly' : 'failed') : row.lost.length > 0 ? 'removed' : 'had-none',
    );
  });
  expect(() => fc.assert(law)).not.toThrow();
});

const REMOVAL: Aim = { kind: 'removal', chosen: [0, 1] };
const UNDO: Aim = { kind: 'undo', chosen: [0, 1] };

test('a tag that somebody else took off is not lost', () => {
  const row = afterRead(begin([0, 1], REMOVAL), REMOVAL, [1], 2);
  expect(row).toMatchObject({ before: [1], lost: [], left: [1] });
});

test('a tag that is gone after a write without an answer is lost to that write', () => {
  const silent = afterSilence(begin([0, 1], REMOVAL), { tags: [0] }, 2);
  expect(afterRead(silent, REMOVAL, [1], 3)).toMatchObject({ before: [0, 1], lost: [0], left: [1] });
});

test('a tag that came back is left again', () => {
  const row = afterAnswer(begin([0, 1], REMOVAL), REMOVAL, {
    asked: { tags: [0, 1] },
    carried: [1],
    refused: [0, 1],
    at: 2,
  });
  expect(row).toMatchObject({ lost: [0], left: [1], refused: [1], readAt: 2 });
  expect(afterRead(row, REMOVAL, [0, 1], 3)).toMatchObject({ lost: [], left: [0, 1] });
});

test('an undo counts what it put back, not what was there already', () => {
  const read = afterRead(begin([], UNDO), UNDO, [1, 4], 2);
  expect(read).toMatchObject({ lost: [], left: [0] });
  expect(afterAnswer(read, UNDO, { asked: { tags: [0] }, carried: [0, 1, 4], refused: [0], at: 2 })).toMatchObject({
    lost: [0],
    left: [],
  });
});

test('what was never sent is counted apart from what was sent in part', () => {
  const row = begin([0, 1], REMOVAL);
  expect(unsent(row, 'not-sent-stop')).toMatchObject({ outcome: 'not-sent', reason: 'not-sent-stop' });
  expect(unsent({ ...row, lost: [0], left: [1] }, 'not-sent-stop')).toMatchObject({ outcome: 'partly' });
});

test('a wait for a late call lasts 30 s, also where the clock was set back before this worker began', () => {
  const time = { wall: 1_000_000_000_000, monotonic: 5 };
  const clock = steadyClock({ wall: () => time.wall, monotonic: () => time.monotonic, wait: () => Promise.resolve() });
  const aim: Aim = { kind: 'removal', chosen: [0] };
  const late = afterSilence(begin([0], aim), { tags: [0] }, time.wall + 365 * 86_400_000);
  expect(lateFor(late, clock)).toBe(30_000);
  time.wall += 20_000;
  time.monotonic += 20_000;
  expect(lateFor(late, clock)).toBe(10_000);
  time.wall += 10_000;
  time.monotonic += 10_000;
  expect(lateFor(late, clock)).toBe(0);
});
