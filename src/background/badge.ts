import { language, plural, text } from '../shared/i18n.ts';
import { records } from '../shared/nouns.ts';
import { concerned } from '../shared/run-facts.ts';
import type { RunSummary } from '../shared/run-summary.ts';

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
 * The badge and tooltip of the runs in sight; null when there is none. A waiting run comes first, because it may need
 * the user, then a run at work, then one that has ended. `now` in milliseconds since the epoch.
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
  const all = concerned(run);
  const done = all - run.counts.pending;
  // Never 100 before the end, because the last batch may still fail.
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
  const { failed, partly, unknown } = run.counts;
  const problems = failed + partly + unknown;
  if (problems > 0) return { text: short(problems), background: RED, title: problemTitle(run) };
  if (run.state === 'stopped' && run.stopReason !== 'user')
    return { text: '!', background: AMBER, title: text('tip_stopped') };
  if (run.state !== 'done' || now - (run.endedAt ?? 0) >= DONE_SHOWN_MS) return null;
  const done = records(run.counts.removed, run.module);
  const title = text(run.kind === 'undo' ? 'tip_undone' : 'tip_done', { records: done });
  return { text: '✓', background: GREEN, title };
}

/** The problems, in the numbers of the ledger: `4 not finished, 2 unclear of 9 leads`. */
function problemTitle(run: RunSummary): string {
  const { failed, partly, unknown } = run.counts;
  const all = records(concerned(run), run.module);
  if (partly + unknown === 0) return text('tip_failed', { failed, records: all });
  const parts = [
    partly > 0 ? plural('rep_past_not_finished', failed + partly) : failed > 0 ? plural('rep_past_failed', failed) : '',
    unknown > 0 ? plural('rep_past_unknown', unknown) : '',
  ].filter((part) => part !== '');
  return text('tip_problems', { parts: new Intl.ListFormat(language(), { type: 'unit' }).format(parts), records: all });
}

/** A count in at most four characters; the tooltip has it whole. */
export function short(count: number): string {
  return count > 9999 ? '9k+' : String(count);
}
