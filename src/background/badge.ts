import { text } from '../shared/i18n.ts';
import { records } from '../shared/nouns.ts';
import type { Counts, RunSummary } from '../shared/run-summary.ts';

/** At most 4 characters on the toolbar button, and a tooltip that says the same in words. */
export interface Badge {
  readonly text: string;
  readonly background: string;
  readonly title: string;
}

const PLUM = '#7a2f8c';
const GREEN = '#17693b';
const RED = '#b3231a';
const AMBER = '#7d4a00';

/** How long the tick of a run that went well stays, in milliseconds. */
export const DONE_SHOWN_MS = 10_000;

/**
 * What the runs in sight have to say; null when nothing. One that waits before one that is at work, for it may need the
 * user; one at work before one that has ended. `now` in milliseconds since the epoch.
 */
export function runBadge(runs: readonly RunSummary[], now: number): Badge | null {
  const newest = [...runs].sort((a, b) => b.createdAt - a.createdAt);
  const waiting = newest.find((run) => run.state === 'waiting');
  if (waiting !== undefined) return waitingBadge(waiting);
  const running = newest.find((run) => run.state === 'running');
  if (running !== undefined) return runningBadge(running);
  const ended = newest.find((run) => (run.state === 'done' || run.state === 'stopped') && !run.isSeen);
  return ended === undefined ? null : endedBadge(ended, now);
}

function runningBadge(run: RunSummary): Badge {
  const all = affected(run.counts);
  const done = all - run.counts.pending;
  // Never 100 before the end: the last batch may still fail.
  const percent = all === 0 ? 0 : Math.min(99, Math.floor((done / all) * 100));
  const title = text('tip_running', { done, records: records(all, run.module) });
  return { text: `${percent}%`, background: PLUM, title };
}

function waitingBadge(run: RunSummary): Badge {
  if (run.why === 'sign-in') return { text: '!', background: AMBER, title: text('tip_sign_in') };
  if (run.why === 'org' || run.why === 'user') return { text: '!', background: AMBER, title: text('tip_user') };
  const at = run.until === null ? null : new Intl.DateTimeFormat(undefined, { timeStyle: 'short' }).format(run.until);
  const title = at === null ? text('tip_waiting_soon') : text('tip_waiting', { time: at });
  return { text: 'II', background: AMBER, title };
}

function endedBadge(run: RunSummary, now: number): Badge | null {
  const failed = run.counts.failed + run.counts.unknown;
  const noun = records(affected(run.counts), run.module);
  if (failed > 0) return { text: short(failed), background: RED, title: text('tip_failed', { failed, records: noun }) };
  if (run.state === 'stopped' && run.stopReason !== 'user')
    return { text: '!', background: AMBER, title: text('tip_stopped') };
  if (run.state !== 'done' || now - (run.endedAt ?? 0) >= DONE_SHOWN_MS) return null;
  const changed = records(run.changed, run.module);
  const title = text(run.kind === 'undo' ? 'tip_undone' : 'tip_done', { records: changed });
  return { text: '✓', background: GREEN, title };
}

/** Records that the run had something to do for. */
export function affected(counts: Counts): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0) - counts['had-none'];
}

/** A count in at most four characters; the tooltip has it whole. */
export function short(count: number): string {
  return count > 9999 ? '9k+' : String(count);
}
