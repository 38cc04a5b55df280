import type { Fact } from '../journal/fact.ts';
import { hasNewLoss, hasNewMistake, heldOpen } from '../model/mistaken.ts';
import type { RecordRow } from '../model/types.ts';
import { forgetNames } from '../visit/names.ts';
import type { Session } from '../visit/session.ts';

/** Records of one answer, or of one read after a write, that lack a tag nobody chose. */
export interface Losses {
  readonly records: number[];
  /** Positions of the tags that were removed by mistake. */
  readonly mistaken: Set<number>;
}

export function noLosses(): Losses {
  return { records: [], mistaken: new Set() };
}

/**
 * The row to put for a record. It stays pending if it newly lacks a tag that nobody chose, and is added to `losses`.
 */
export function openForLoss(losses: Losses, before: RecordRow, after: RecordRow): RecordRow {
  if (!hasNewLoss(before, after)) return after;
  losses.records.push(after.n);
  if (hasNewMistake(before, after)) for (const tag of after.mistaken) losses.mistaken.add(tag);
  return heldOpen(after);
}

/**
 * Plans to put the tags back, and adds the removed ones to `Run.mistake`. It belongs to the fact that finds the loss,
 * so that a death of the worker cannot separate them.
 */
export function planRestore(fact: Fact, { records, mistaken }: Losses): void {
  if (records.length === 0) return;
  sayMistaken(fact, mistaken);
  fact.addBatch({ kind: 'restore', records, tags: [], isIsolating: false, family: null });
}

/** Adds tags that were removed by mistake to `Run.mistake`. */
export function sayMistaken(fact: Fact, tags: Iterable<number>): void {
  const { mistake } = fact.run;
  const all = [...new Set([...(mistake?.tags ?? []), ...tags])];
  if (all.length > 0) fact.change({ mistake: { missing: 0, restored: 0, unconfirmed: 0, ...mistake, tags: all } });
}

/** Makes the session put tags back before anything else is sent, if its names are wrong. */
export function restoreFirst(session: Session, { records, mistaken }: Losses): void {
  for (const n of records) session.restoring.add(n);
  if (mistaken.size === 0 || session.isMistaken) return;
  session.isMistaken = true;
  forgetNames(session);
}
