import { OUTCOMES, type Outcome } from '../../shared/run-summary.ts';
import { isSameTags } from '../model/outcome.ts';
import {
  type BatchRow,
  type Doubt,
  RECORD_REASONS,
  type RecordReason,
  type RecordRow,
  type Suspected,
  type TagReason,
} from '../model/types.ts';

/**
 * A record as stored. Keys are short and words are numbers, because there can be 100,000 records. Empty values are left
 * out. The numbers of outcomes and reasons are part of the format: words may be added at the end, never moved. Position
 * and outcome are in the block.
 */
interface StoredRecord {
  /** Record id and name. */
  readonly i: string;
  readonly m: string;
  /** before, lost, left. */
  readonly b?: readonly number[];
  readonly x?: readonly number[];
  readonly l?: readonly number[];
  /**
   * The tags at the last read, if they differ from `before` without `lost`; the tags removed by mistake, and those of
   * them that are back.
   */
  readonly s?: readonly number[];
  readonly g?: readonly number[];
  readonly h?: readonly number[];
  /** Tags that may have been removed by mistake. */
  readonly u?: Suspected;
  /** Refused tags. */
  readonly f?: readonly number[];
  /** Number of the reason, from 1. */
  readonly w?: number;
  /** Reasons of single tags: the tag, the number of the reason, Zoho's code and message. */
  readonly p?: readonly StoredTagReason[];
  readonly c?: string;
  readonly t?: string;
  /** When its tags were read, its doubt, its tries. */
  readonly a?: number;
  readonly d?: Doubt;
  readonly y?: number;
  /** Tags that it has to carry when something is sent for it. */
  readonly k?: readonly number[];
}

type StoredTagReason = readonly [tag: number, reason: number, code: string | null, message: string | null];

const OUTCOME_NUMBERS: Readonly<Record<Outcome, number>> = {
  pending: 0,
  removed: 1,
  partly: 2,
  'had-none': 3,
  failed: 4,
  'not-sent': 5,
  unknown: 6,
};

const BATCH_STATES = ['planned', 'sent', 'answered'] as const;

/** A batch as stored: `r` for the run, `s` for the number of the state. */
export type StoredBatch = Omit<BatchRow, 'run' | 'state'> & { readonly r: number; readonly s: number };

export function outcomeNumber(outcome: Outcome): number {
  return OUTCOME_NUMBERS[outcome];
}

export function batchStateNumber(state: BatchRow['state']): number {
  return BATCH_STATES.indexOf(state);
}

/** The outcome behind a stored number; `unknown` for a number that no outcome has. */
export function outcomeOf(number: number): Outcome {
  return OUTCOMES[number] ?? 'unknown';
}

/** A record as text, so that blocks of records are copied from and to the disk without parsing. */
export function recordText(row: RecordRow): string {
  const stored: StoredRecord = {
    i: row.id,
    m: row.name,
    ...(row.before.length > 0 && { b: row.before }),
    ...(row.lost.length > 0 && { x: row.lost }),
    ...(row.left.length > 0 && { l: row.left }),
    ...(!isAsExpected(row) && { s: row.seen }),
    ...(row.mistaken.length > 0 && { g: row.mistaken }),
    ...(row.suspected !== null && { u: row.suspected }),
    ...(row.restored.length > 0 && { h: row.restored }),
    ...(row.refused.length > 0 && { f: row.refused }),
    ...(row.reason !== null && { w: reasonNumber(row.reason) }),
    ...(row.tagReasons !== undefined && { p: row.tagReasons.map(storeTagReason) }),
    ...(row.zohoCode !== null && { c: row.zohoCode }),
    ...(row.zohoMessage !== null && { t: row.zohoMessage }),
    ...(row.readAt > 0 && { a: row.readAt }),
    ...(row.doubt !== null && { d: row.doubt }),
    ...(row.tries > 0 && { y: row.tries }),
    ...(row.needs !== undefined && { k: row.needs }),
  };
  return JSON.stringify(stored);
}

/** Shared by all rows, because most of their lists are empty and there can be 100,000 rows. */
const NONE: readonly never[] = [];

/** A record from its text, its position and the number of its outcome. */
export function restoreRecord(run: string, n: number, outcome: number, text: string): RecordRow {
  const stored = JSON.parse(text) as StoredRecord;
  const { b: before = NONE, x: lost = NONE } = stored;
  return {
    run,
    n,
    id: stored.i,
    name: stored.m,
    before,
    seen: stored.s ?? expected(before, lost),
    mistaken: stored.g ?? NONE,
    suspected: stored.u ?? null,
    restored: stored.h ?? NONE,
    lost,
    left: stored.l ?? NONE,
    refused: stored.f ?? NONE,
    outcome: outcomeOf(outcome),
    reason: reasonOf(stored.w),
    ...(stored.p !== undefined && { tagReasons: stored.p.map(restoreTagReason) }),
    zohoCode: stored.c ?? null,
    zohoMessage: stored.t ?? null,
    readAt: stored.a ?? 0,
    doubt: stored.d ?? null,
    tries: stored.y ?? 0,
    ...(stored.k !== undefined && { needs: stored.k }),
  };
}

/** The tags that a record should carry after a removal. */
function expected(before: readonly number[], lost: readonly number[]): readonly number[] {
  return lost.length === 0 ? before : before.filter((tag) => !lost.includes(tag));
}

function isAsExpected({ before, lost, seen }: RecordRow): boolean {
  return isSameTags(expected(before, lost), seen);
}

export function storeBatch(seq: number, batch: BatchRow): StoredBatch {
  const { run: _run, state, ...rest } = batch;
  return { ...rest, r: seq, s: batchStateNumber(state) };
}

/** A batch from its stored form. `run`: id of its run. */
export function restoreBatch(run: string, stored: StoredBatch): BatchRow {
  const { r: _r, s, ...rest } = stored;
  return { ...rest, family: rest.family ?? null, run, state: BATCH_STATES[s] ?? 'answered' };
}

function reasonNumber(reason: RecordReason): number {
  return RECORD_REASONS.indexOf(reason) + 1;
}

function storeTagReason({ tag, reason, zohoCode, zohoMessage }: TagReason): StoredTagReason {
  return [tag, reasonNumber(reason), zohoCode, zohoMessage];
}

function restoreTagReason([tag, reason, zohoCode, zohoMessage]: StoredTagReason): TagReason {
  return { tag, reason: reasonOf(reason) ?? 'other', zohoCode, zohoMessage };
}

function reasonOf(stored: number | undefined): RecordReason | null {
  return stored === undefined ? null : (RECORD_REASONS[stored - 1] ?? 'other');
}
