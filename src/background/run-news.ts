import type { CleanupMirror } from '../shared/cleanup-mirrors.ts';
import { language, plural, text } from '../shared/i18n.ts';
import { shownName } from '../shared/names.ts';
import { records } from '../shared/nouns.ts';
import type { RunSummary } from '../shared/run-summary.ts';
import { concerned } from '../shared/run-facts.ts';
import { concernedOf, doneWords, finishedOf, isOfTags, recordsOf, tagsOf } from './cleanup-words.ts';

/**
 * The target of a click on a notification: the report, the report with a question about the undo, the sign-in, or the
 * page of tags where a clean-up asks.
 */
export type NewsAction = 'open' | 'undo' | 'sign-in' | 'tags';

/** News of a run or a clean-up for its user. It names no records, because other people may see the screen. */
export interface News {
  readonly title: string;
  readonly message: string;
  readonly buttons: readonly { readonly label: string; readonly action: NewsAction }[];
}

/** A run is worth a notification once it has taken longer than this, in milliseconds. */
const LONG_MS = 10_000;
/** More tags than this are counted instead of named. */
const NAMED_TAGS = 3;

/** The news of a run in its current state; null while it works, or waits without needing a person. */
export function newsOf(run: RunSummary): News | null {
  switch (run.state) {
    case 'done':
      return doneNews(endedRun(run));
    case 'stopped':
      return run.stopReason === 'user' ? null : stoppedNews(endedRun(run));
    case 'waiting':
      return waitingNews(run, soFarWords(concerned(run) - run.counts.pending, records(concerned(run), run.module)));
    case 'reading':
    case 'planned':
    case 'running':
      return null;
  }
}

/** Whether it took so long that the user may have turned to something else. `now` in milliseconds since the epoch. */
export function isLong(run: Pick<RunSummary, 'startedAt' | 'endedAt'>, now: number): boolean {
  return run.startedAt !== null && (run.endedAt ?? now) - run.startedAt > LONG_MS;
}

/** The facts for the news of an ended run or clean-up. */
interface Ended {
  readonly counts: RunSummary['counts'];
  readonly isUndo: boolean;
  readonly isReplace: boolean;
  readonly finished: number;
  readonly all: number;
  readonly orgName: string;
  /** Its tags, in words. */
  readonly tags: string;
  readonly canUndo: boolean;
  /** A count of its records with their noun. */
  readonly records: (n: number) => string;
  /** The headline where all records are done, and where only some are. */
  readonly whole: string;
  readonly partial: string;
}

function endedRun(run: RunSummary): Ended {
  const isUndo = run.kind === 'undo';
  const { removed } = run.counts;
  const whole =
    removed === 0
      ? text('done_nothing_h')
      : text(isUndo ? 'undone_all_h' : 'done_h', { records: records(removed, run.module) });
  const of = records(concerned(run), run.module);
  return {
    counts: run.counts,
    isUndo,
    isReplace: false,
    finished: removed,
    whole,
    partial: text(isUndo ? 'undone_h' : 'part_h', { n: removed, records: of }),
    all: concerned(run),
    orgName: run.orgName,
    tags: tags(run),
    canUndo: run.undoUntil !== null,
    records: (n) => records(n, run.module),
  };
}

function endedCleanup(cleanup: CleanupMirror): Ended {
  const { counts, isUndo, orgName } = cleanup;
  return {
    counts,
    isUndo,
    isReplace: cleanup.kind === 'replace',
    finished: finishedOf(cleanup),
    all: concernedOf(cleanup),
    orgName,
    tags: tagsOf(cleanup),
    canUndo: cleanup.undoable > 0,
    records: (n) => recordsOf(cleanup, n),
    whole: doneWords(cleanup),
    partial: partialWords(cleanup),
  };
}

/** How far a clean-up got where not all records are done. */
function partialWords(cleanup: CleanupMirror): string {
  const { isMerge, isUndo, kind } = cleanup;
  const values = { n: finishedOf(cleanup), records: recordsOf(cleanup, concernedOf(cleanup)) };
  if (isUndo) return text('undone_h', values);
  if (kind !== 'replace') return text('part_h', values);
  return text(isMerge === true ? 'news_merged_part_h' : 'news_replaced_part_h', values);
}

/** The end of a clean-up that changes tags alone. */
function tagNews(cleanup: CleanupMirror): News {
  const { tagsChanged, tagsKept, isUndo, kind } = cleanup;
  const all = tagsChanged + tagsKept;
  const of = plural(kind === 'rename' ? 'n_modules' : 'n_tags', all);
  const title =
    tagsKept === 0
      ? doneWords(cleanup)
      : kind === 'rename'
        ? text('news_renamed_part_h', { n: tagsChanged, modules: of })
        : text(isUndo ? 'un_made_part_h' : 'dl_part_h', { n: tagsChanged, tags: of });
  return {
    title,
    message: text('news_tags', { tags: tagsOf(cleanup), org: shownName(cleanup.orgName) }),
    buttons: cleanup.undoable > 0 ? [{ label: text('undo'), action: 'undo' }, open()] : [open()],
  };
}

function doneNews(ended: Ended): News {
  const { counts, isUndo, all, orgName, finished } = ended;
  const { partly, failed, unknown, 'not-sent': notSent } = counts;
  const of = ended.records(all);
  const isWhole = failed + unknown + notSent + partly === 0;
  if (failed > 0)
    return {
      title: text(isUndo ? 'news_undo_failed_h' : 'news_failed_h', { failed, records: of }),
      message: text(isUndo ? 'news_put_back' : ended.isReplace ? 'news_replaced' : 'news_removed', {
        n: finished,
        org: shownName(orgName),
      }),
      buttons: [open()],
    };
  return {
    title: isWhole ? ended.whole : ended.partial,
    message: text('news_tags', { tags: ended.tags, org: shownName(orgName) }),
    buttons: ended.canUndo ? [{ label: text('undo'), action: 'undo' }, open()] : [open()],
  };
}

function stoppedNews({ counts, all, orgName, records: of }: Ended): News {
  const left = counts.pending + counts['not-sent'];
  return {
    title: text('news_stopped_h', { left, records: of(all) }),
    message: shownName(orgName),
    buttons: [open()],
  };
}

/** It was stopped where no number of records tells how far it is. */
function cutNews(cleanup: CleanupMirror): News {
  return { title: text('news_cleanup_stopped_h'), message: shownName(cleanup.orgName), buttons: [open()] };
}

/**
 * The news of a clean-up as a whole: how it ended, or its question. Null while it works, and where a person stopped it.
 * Its waits are those of its runs (`waitingNews`).
 */
export function cleanupNews(cleanup: CleanupMirror): News | null {
  if (cleanup.phase === 'asking')
    return {
      title: text('news_cleanup_asks_h'),
      message: shownName(cleanup.orgName),
      buttons: [{ label: text('line_show'), action: 'tags' }],
    };
  if (cleanup.phase !== 'ended') return null;
  const { counts, isCut } = cleanup;
  if (isCut) return counts.pending + counts['not-sent'] === 0 ? cutNews(cleanup) : stoppedNews(endedCleanup(cleanup));
  if (cleanup.isStopped) return null;
  return isOfTags(cleanup) ? tagNews(cleanup) : doneNews(endedCleanup(cleanup));
}

/**
 * The news of a run that waits; null if it does not need the user. `soFar`: the progress of the run or its clean-up.
 */
export function waitingNews(run: Pick<RunSummary, 'why' | 'until'>, soFar: string): News | null {
  if (run.why === 'sign-in')
    return {
      title: text('news_sign_in_h'),
      message: soFar,
      buttons: [{ label: text('wait_signin_btn'), action: 'sign-in' }],
    };
  if (run.why === 'org' || run.why === 'user') return { title: text('news_user_h'), message: soFar, buttons: [open()] };
  if (run.why !== 'credits') return null;
  const time =
    run.until === null ? null : new Intl.DateTimeFormat(language(), { timeStyle: 'short' }).format(run.until);
  return {
    title: text('news_credits_h'),
    message: time === null ? soFar : text('news_credits', { time }),
    buttons: [open()],
  };
}

/** The progress of a clean-up: of a retire in records, of the others as a part of the whole. */
export function cleanupSoFar(cleanup: CleanupMirror, { done, all }: { done: number; all: number }): string {
  if (cleanup.phase === 'finding') return shownName(cleanup.orgName);
  if (cleanup.kind === 'retire') return soFarWords(done, recordsOf(cleanup, all));
  const share = all === 0 ? 0 : Math.floor((done / all) * 100) / 100;
  const percent = new Intl.NumberFormat(language(), { style: 'percent' }).format(share);
  return text('news_so_far_part', { percent });
}

/** The progress of a run or a clean-up: `604 of 1,104 leads are done.` */
export function soFarWords(done: number, of: string): string {
  return text('news_so_far', { done, records: of });
}

function open(): News['buttons'][number] {
  return { label: text('open_report'), action: 'open' };
}

function tags(run: RunSummary): string {
  if (run.chosenCount > NAMED_TAGS || run.chosen.length < run.chosenCount) return plural('n_tags', run.chosenCount);
  return new Intl.ListFormat(language()).format(run.chosen.map(({ name }) => shownName(name)));
}
