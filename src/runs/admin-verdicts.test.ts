/**
 * Nothing in the product uses the column `admin` of the failure policy yet. This probe uses it in the real runner,
 * through the real `call`. Where a batch would be written, it asks Zoho to make a tag, and treats each verdict as the
 * contract of `call` requires.
 */
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { AppError, ERROR_CODES, type ErrorCode } from '../shared/errors.ts';
import { type Verdict, verdictOf } from './model/failure-policy.ts';
import { NO_ANSWER, settled, withAim } from './model/outcome.ts';
import { refusalOfCall } from './model/refusal.ts';
import type { BatchRow } from './model/types.ts';
import type * as writing from './send/writing.ts';
import { CONNECTION, fill, isOver, preview, tagOf, type TestWorld, testWorld } from './testing/world.ts';
import { call, type CallKind, record, type Session, valueOf } from './visit/session.ts';

const probe = vi.hoisted(() => ({ run: (_session: unknown, _batch: unknown): Promise<void> => Promise.resolve() }));
vi.mock('./send/writing.ts', async (original) => ({
  ...(await original<typeof writing>()),
  runWrite: (session: unknown, batch: unknown) => probe.run(session, batch),
}));

const RECORDS = 3;
const ADMIN: CallKind = { purpose: 'admin', use: 'writes', cost: 1, useReserve: true };
const LOOK: CallKind = { purpose: 'look', use: 'checks', cost: 1, useReserve: true };

let world: TestWorld;
let refusal: AppError | null;
let made: number;
let isUnconfirmed: boolean;

beforeEach(async () => {
  world = await testWorld();
  refusal = null;
  made = 0;
  isUnconfirmed = false;
  probe.run = (session, batch) => makeTag(session as Session, batch as BatchRow);
  await preview(
    world,
    fill(world, RECORDS, () => [1]),
  );
});
afterEach(() => world.end());

async function makeTag(session: Session, batch: BatchRow): Promise<void> {
  if (isUnconfirmed) {
    // A read shows whether the tag exists. It is never made twice without a read.
    valueOf(session, await call(session, LOOK, () => session.api.tags(session.run.module.apiName)));
    return end(session, batch, null);
  }
  const ending = await call(session, ADMIN, async () => {
    made += 1;
    await world.clock.wait(200);
    if (refusal !== null) throw refusal;
  });
  if (ending.isOk) return end(session, batch, null);
  switch (ending.verdict.kind) {
    case 'records':
      return end(session, batch, ending.error);
    case 'unknowable':
      isUnconfirmed = true;
      return;
    case 'wait':
    case 'stop':
    case 'leave':
      return;
  }
}

async function end(session: Session, batch: BatchRow, refused: AppError | null): Promise<void> {
  await record(session, async (fact) => {
    for (const found of await fact.rows(batch.records)) {
      const row = withAim(found, fact.run);
      const next = refused === null ? { ...row, left: [] } : row;
      fact.put(settled(next, fact.run, refused === null ? NO_ANSWER : refusalOfCall(refused)));
    }
    fact.putBatch({ ...batch, state: 'answered', endedAt: session.ports.clock.now() });
  });
}

/** A run's reaction to a verdict: its first pause, its end, and the number of requests for a tag. */
interface Course {
  readonly first: object;
  readonly counts: object;
  /** Absent where the tag may be requested again. */
  readonly made?: 1;
}

function courseOf(verdict: Verdict, code: ErrorCode): Course {
  const all = { 'had-none': RECORDS, pending: 0 };
  const stopped = { state: 'stopped', error: { code } };
  switch (verdict.kind) {
    case 'wait':
      return { first: { state: 'waiting', why: verdict.why, error: { code } }, counts: all };
    case 'stop':
      return { first: stopped, counts: { 'not-sent': RECORDS, pending: 0 }, made: 1 };
    case 'records':
      return { first: { state: 'done' }, counts: { failed: RECORDS, pending: 0 }, made: 1 };
    case 'leave':
      return { first: { error: { code } }, counts: all };
    case 'unknowable':
      // A tag that may exist is not made again.
      return verdict.halt?.kind === 'wait'
        ? { first: { state: 'waiting', why: verdict.halt.why }, counts: all, made: 1 }
        : { first: stopped, counts: { pending: 0 }, made: 1 };
  }
}

test.each(ERROR_CODES.flatMap((code) => [[code, true] as const, [code, false] as const]))(
  'a tag that cannot be made: %s (in words of Zoho: %s) ends as its verdict says',
  async (code, isInWords) => {
    refusal = new AppError(code, isInWords ? { zohoCode: 'X' } : {});
    const verdict = verdictOf('admin', refusal, { now: world.clock.now(), isOnline: true, misses: 1, throttles: 1 });
    await world.engine().start({ runId: 'run', tagIds: [tagOf(1).id] });
    const first = await world.shows('run', (now) => isOver(now) || now.error !== null);
    expect(made).toBeLessThan(20);
    refusal = null;
    if (!isOver(first)) await world.engine().signedIn(CONNECTION);
    const { counts } = await world.shows('run', isOver);
    expect({ first, counts, made }).toMatchObject(courseOf(verdict, code));
  },
);
