import { type CleanupMirror, runAtWork } from '../shared/cleanup-mirrors.ts';
import { cleanupProgress } from '../shared/cleanup-progress.ts';
import { plural, text, unitList } from '../shared/i18n.ts';
import { concernedOf, doneWords, isOfTags, recordsOf } from './cleanup-words.ts';
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
 * The badge and tooltip of the runs and clean-ups in sight; null when there is none. What waits comes first, because it
 * may need the user, then what is at work, then what has ended. The runs of a clean-up have no badge of their own.
 * `now` in milliseconds since the epoch.
 */
export function workBadge(runs: readonly RunSummary[], cleanups: readonly CleanupMirror[], now: number): Badge | null {
  const byId = new Map(runs.map((run) => [run.id, run]));
  const newest = runs.filter(({ cleanupId }) => cleanupId === undefined).sort((a, b) => b.createdAt - a.createdAt);
  const runOf = (id: string): RunSummary | undefined => byId.get(id);
  const isHeld = (cleanup: CleanupMirror) => {
    const run = runAtWork(cleanup, runOf);
    const isRunHeld = run?.state === 'waiting' || (run?.state === 'reading' && run.why !== null);
    return cleanup.phase === 'asking' || cleanup.wait !== null || isRunHeld;
  };
  const waiting = newest.find((run) => run.state === 'waiting');
  if (waiting !== undefined) return waitingBadge(waiting);
  const held = cleanups.find(isHeld);
  if (held !== undefined) return heldBadge(held.wait ?? runAtWork(held, runOf));
  const running = newest.find((run) => run.state === 'running');
  if (running !== undefined) return runningBadge(running);
  const cleaning = cleanups.find(({ phase }) => phase !== 'ended');
  if (cleaning !== undefined) return cleaningBadge(cleaning, runOf);
  const ended = newest.find((run) => (run.state === 'done' || run.state === 'stopped') && !run.isSeen);
  if (ended !== undefined) return endedBadge(ended, now);
  const cleaned = cleanups.find(({ phase, isSeen }) => phase === 'ended' && !isSeen);
  return cleaned === undefined ? null : cleanedBadge(cleaned, now);
}

/** A clean-up waits when it asks the user, or when its run or its change of tags waits. */
function heldBadge(wait: Pick<RunSummary, 'why' | 'until'> | undefined): Badge {
  return wait === undefined ? { text: '!', background: AMBER, title: text('tip_cleanup_asks') } : waitingBadge(wait);
}

function cleaningBadge(cleanup: CleanupMirror, runOf: (id: string) => RunSummary | undefined): Badge {
  const { done, all } = cleanupProgress(cleanup, runOf);
  if (cleanup.phase === 'finding')
    return { text: '…', background: PLUM, title: text('tip_cleanup_finding', { records: plural('n_records', done) }) };
  if (cleanup.kind === 'retire') return percentBadge(done, all, recordsOf(cleanup, all));
  // In a replace the progress counts each record for both its runs, and others count tags.
  const badge = percentBadge(done, all, '');
  return { ...badge, title: text('tip_cleanup_part', { percent: badge.text }) };
}

function cleanedBadge(cleanup: CleanupMirror, now: number): Badge | null {
  const { counts, isCut, isStopped, isUndo, endedAt, kind, tagsKept } = cleanup;
  const problems = counts.failed + counts.partly + counts.unknown;
  const all = recordsOf(cleanup, concernedOf(cleanup));
  if (problems > 0) return { text: short(problems), background: RED, title: problemTitle(counts, all) };
  if (isCut) return { text: '!', background: AMBER, title: text('tip_stopped') };
  if ((isOfTags(cleanup) || isUndo) && tagsKept > 0)
    return { text: short(tagsKept), background: AMBER, title: keptTitle(cleanup) };
  if (isStopped || now - (endedAt ?? 0) >= DONE_SHOWN_MS) return null;
  const done = recordsOf(cleanup, counts.removed);
  const title =
    kind === 'retire' && counts.removed > 0
      ? text(isUndo ? 'tip_undone' : 'tip_done', { records: done })
      : text('tip_cleanup_done', { what: doneWords(cleanup) });
  return { text: '✓', background: GREEN, title };
}

function keptTitle({ isUndo, kind, tagsChanged, tagsKept }: CleanupMirror): string {
  if (!isUndo || kind === 'rename') return plural('tip_tags_kept', tagsKept);
  const what = text('un_made_part_h', { n: tagsChanged, tags: plural('n_tags', tagsChanged + tagsKept) });
  return text('tip_cleanup_done', { what });
}

function runningBadge(run: RunSummary): Badge {
  const all = concerned(run);
  return percentBadge(all - run.counts.pending, all, records(all, run.module));
}

function percentBadge(done: number, all: number, of: string): Badge {
  // Never 100 before the end, because the last batch may still fail.
  const percent = all === 0 ? 0 : Math.min(99, Math.floor((done / all) * 100));
  return { text: `${percent}%`, background: PLUM, title: text('tip_running', { done, records: of }) };
}

function waitingBadge(run: Pick<RunSummary, 'why' | 'until'>): Badge {
  if (run.why === 'sign-in') return { text: '!', background: AMBER, title: text('tip_sign_in') };
  if (run.why === 'org' || run.why === 'user') return { text: '!', background: AMBER, title: text('tip_user') };
  const at = run.until === null ? null : new Intl.DateTimeFormat(undefined, { timeStyle: 'short' }).format(run.until);
  const title = at === null ? text('tip_waiting_soon') : text('tip_waiting', { time: at });
  return { text: 'II', background: AMBER, title };
}

function endedBadge(run: RunSummary, now: number): Badge | null {
  const { failed, partly, unknown } = run.counts;
  const problems = failed + partly + unknown;
  if (problems > 0)
    return {
      text: short(problems),
      background: RED,
      title: problemTitle(run.counts, records(concerned(run), run.module)),
    };
  if (run.state === 'stopped' && run.stopReason !== 'user')
    return { text: '!', background: AMBER, title: text('tip_stopped') };
  if (run.state !== 'done' || now - (run.endedAt ?? 0) >= DONE_SHOWN_MS) return null;
  const done = records(run.counts.removed, run.module);
  const title = text(run.kind === 'undo' ? 'tip_undone' : 'tip_done', { records: done });
  return { text: '✓', background: GREEN, title };
}

/** The problems, in the numbers of the ledger: `4 not finished, 2 unclear of 9 leads`. */
function problemTitle({ failed, partly, unknown }: RunSummary['counts'], all: string): string {
  if (partly + unknown === 0) return text('tip_failed', { failed, records: all });
  const parts = [
    partly > 0 ? plural('rep_past_not_finished', failed + partly) : failed > 0 ? plural('rep_past_failed', failed) : '',
    unknown > 0 ? plural('rep_past_unknown', unknown) : '',
  ].filter((part) => part !== '');
  return text('tip_problems', { parts: unitList().format(parts), records: all });
}

/** A count in at most four characters; the tooltip has it whole. */
export function short(count: number): string {
  return count > 9999 ? '9k+' : String(count);
}
