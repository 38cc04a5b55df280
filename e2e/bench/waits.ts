import type { Untag } from '../browser/Untag.ts';
import type { CallSeen } from './calls-seen.ts';

/**
 * A call of the API as the worker's browser timed it, from the request until the whole answer was there. `at` in
 * milliseconds since the epoch.
 */
export interface Wait {
  readonly at: number;
  readonly ms: number;
}

/** The most calls of a measurement. The browser keeps 250 unless told otherwise. */
const MOST = 10_000;

/** Forgets the calls so far. */
export async function forgetWaits(untag: Untag): Promise<void> {
  await untag.worker.evaluate((most) => {
    performance.setResourceTimingBufferSize(most);
    performance.clearResourceTimings();
  }, MOST);
}

/** The calls since then that are answered, in order. */
export async function timed(untag: Untag): Promise<readonly Wait[]> {
  return untag.worker.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .filter(({ name }) => new URL(name).pathname.startsWith('/crm/'))
      .map(({ startTime, duration }) => ({ at: performance.timeOrigin + startTime, ms: duration })),
  );
}

/**
 * The same, for all calls that the simulated Zoho saw. It sees a request only once it has answered those before it, so
 * its own times leave out how long requests and answers were on their way or waited for it. Throws where the browser
 * did not time as many calls as arrived.
 */
export async function waitsFor(untag: Untag, calls: readonly CallSeen[]): Promise<readonly Wait[]> {
  const waits = await timed(untag);
  if (waits.length !== calls.length) throw new Error(`${waits.length} calls were timed, and ${calls.length} arrived.`);
  return waits;
}
