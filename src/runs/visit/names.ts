import { putsOn } from '../../shared/run-facts.ts';
import type { Tag } from '../../shared/run-summary.ts';
import { CREDITS_PER_READ } from '../../zoho/limits.ts';
import type { Run } from '../model/types.ts';
import { countReread } from './rereads.ts';
import { call, type CallKind, type Session, valueOf } from './session.ts';

/** Older names, in milliseconds, are not sent. */
const OLD_MS = 60_000;
/** Older names, in milliseconds, are read again while they are still in use. */
const AGEING_MS = 45_000;

/**
 * Starts to read the current names of the module's tags, unless they are known. `session.naming` settles when they are
 * known, or cannot be. `mayTake`: whether names that were read before the start may be used; false after a wait.
 */
export function startNaming(session: Session, run: Run, mayTake: boolean): void {
  if (session.names !== null) return;
  settleNaming(session, readNames(session, run, mayTake));
}

/** Resolves with names that may be sent. Ageing names are read again in the meantime. Throws {@link Halted}. */
export async function freshNames(session: Session, run: Run): Promise<void> {
  await session.naming;
  const age = ageOf(session, run);
  if (session.names !== null && age > AGEING_MS && session.renewing === null) renew(session, run);
  if (session.names === null || age > OLD_MS) await session.renewing;
}

/** Whether a call may use the known names. If not, they are being read again when this returns. */
export function mayName(session: Session, run: Run): boolean {
  if (session.names === null) return false;
  const isOld = ageOf(session, run) > OLD_MS;
  if (isOld && session.renewing === null) renew(session, run);
  return !isOld;
}

/** Forgets the names, because they may have changed. Nothing is sent by name until they are read again. */
export function forgetNames(session: Session): void {
  session.names = null;
  session.namesFrom = session.ports.clock.now();
}

/**
 * Resolves when the names were requested at `at` or later, by the engine's clock. A time in the future counts as now.
 * Throws {@link Halted}.
 */
export async function namesSince(session: Session, run: Run, at: number): Promise<void> {
  const since = Math.min(at, session.ports.clock.now());
  for (;;) {
    const { naming } = session;
    await naming;
    // Another caller has started a newer reading.
    if (session.naming !== naming) continue;
    if (session.names !== null && session.namesAt >= since) return;
    nameAnew(session, run);
  }
}

/** Forgets the names and reads them again. */
export function nameAnew(session: Session, run: Run): void {
  forgetNames(session);
  settleNaming(session, readNames(session, run, false));
}

/**
 * Keeps names of tags from an answer. `at`: when the call began, by the engine's clock. Names from later calls stay.
 */
export function learnNames(session: Session, tags: readonly Tag[], at: number): void {
  for (const { id, name } of tags) {
    if ((session.learned.get(id)?.at ?? 0) > at) continue;
    session.learned.set(id, { name, at });
    if (at >= session.namesAt) session.names?.set(id, name);
  }
}

/** Age of the names in milliseconds. Infinite after a clock went back. 0 where tags are put on, which sends ids. */
function ageOf({ namesAt, factsFrom, ports }: Session, run: Run): number {
  if (putsOn(run)) return 0;
  return namesAt <= factsFrom.at ? Infinity : ports.clock.now() - namesAt;
}

function renew(session: Session, run: Run): void {
  const renewing = countReread(session, ['names'])
    .then(() => listNames(session, run))
    .finally(() => {
      session.renewing = null;
    });
  // The halt reports the failure too.
  renewing.catch(() => undefined);
  session.renewing = renewing;
}

function settleNaming(session: Session, naming: Promise<void>): void {
  // The halt reports the failure too, so not everybody awaits this promise.
  naming.catch(() => undefined);
  session.naming = naming;
}

async function readNames(session: Session, run: Run, mayTake: boolean): Promise<void> {
  const ahead = mayTake ? await session.ports.ahead.take(run) : null;
  if (ahead === null) return listNames(session, run);
  session.names = new Map(ahead.names);
  session.namesAt = ahead.at;
  session.spent = { ...session.spent, reads: session.spent.reads + CREDITS_PER_READ };
  if (ageOf(session, run) > AGEING_MS) await listNames(session, run);
}

async function listNames(session: Session, run: Run): Promise<void> {
  const at = session.ports.clock.now();
  const kind: CallKind = { purpose: 'refresh', use: 'reads', cost: CREDITS_PER_READ, useReserve: true };
  const ending = await call(session, kind, () => session.api.tags(run.module.apiName));
  // Where the tags may not be listed, the names come from the records.
  const isUnlisted = !ending.isOk && ending.verdict.kind === 'unknowable' && ending.verdict.halt === null;
  const tags = isUnlisted ? run.tags : valueOf(session, ending);
  // They were requested before a sign that names have changed.
  if (at < session.namesFrom) return;
  session.names = new Map(tags.map((tag) => [tag.id, tag.name]));
  for (const [id, known] of session.learned) if (isUnlisted || known.at > at) session.names.set(id, known.name);
  session.isListed = !isUnlisted;
  session.namesAt = at;
}
