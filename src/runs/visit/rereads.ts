import { AppError } from '../../shared/errors.ts';
import { attempt, Halted, type Session } from './session.ts';

/** Readings of the same records or names before a write, without a wait between them. */
const MOST_REREADS = 3;

/**
 * Counts a reading before a write, before its call. `of`: positions of the records, or the names. A clock that keeps
 * jumping makes each answer old before the write can use it. After three such answers the run waits, as if Zoho had not
 * answered. Throws {@link Halted}.
 */
export async function countReread(session: Session, of: Iterable<number | 'names'>): Promise<void> {
  const { rereads } = session;
  const isOver = [...of].map((each) => {
    const times = (rereads.get(each) ?? 0) + 1;
    rereads.set(each, times);
    return times > MOST_REREADS;
  });
  if (!isOver.includes(true)) return;
  if (session.halt === null) await attempt(session, 'refresh', () => Promise.reject(new AppError('timeout')));
  throw new Halted();
}

/** A write used what was read about these records. */
export function rereadsUsed({ rereads }: Session, records: readonly number[]): void {
  if (rereads.size === 0) return;
  rereads.delete('names');
  for (const n of records) rereads.delete(n);
}
