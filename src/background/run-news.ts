import { language, plural, text } from '../shared/i18n.ts';
import { shownName } from '../shared/names.ts';
import { records } from '../shared/nouns.ts';
import type { RunSummary } from '../shared/run-summary.ts';
import { concerned } from '../shared/run-facts.ts';

/** The target of a click on a notification: the report of the run, the report with Undo asked for, or the way to sign in. */
export type NewsAction = 'open' | 'undo' | 'sign-in';

/** News of a run that its user may want. It has no names of records, because other people see screens. */
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
      return doneNews(run);
    case 'stopped':
      return run.stopReason === 'user' ? null : stoppedNews(run);
    case 'waiting':
      return waitingNews(run);
    case 'reading':
    case 'planned':
    case 'running':
      return null;
  }
}

/** Whether the run has taken so long that its user may have turned to something else. `now` in epoch milliseconds. */
export function isLong(run: RunSummary, now: number): boolean {
  return run.startedAt !== null && (run.endedAt ?? now) - run.startedAt > LONG_MS;
}

function doneNews(run: RunSummary): News {
  const { removed, partly, failed, unknown, 'not-sent': notSent } = run.counts;
  const all = concerned(run);
  const of = records(all, run.module);
  const isUndo = run.kind === 'undo';
  const isWhole = failed + unknown + notSent + partly === 0;
  if (failed > 0)
    return {
      title: text(isUndo ? 'news_undo_failed_h' : 'news_failed_h', { failed, records: of }),
      message: text(isUndo ? 'news_put_back' : 'news_removed', { n: removed, org: shownName(run.orgName) }),
      buttons: [open()],
    };
  return {
    title: isWhole ? wholeTitle(run) : text(isUndo ? 'undone_h' : 'part_h', { n: removed, records: of }),
    message: text('news_tags', { tags: tags(run), org: shownName(run.orgName) }),
    buttons: run.undoUntil === null ? [open()] : [{ label: text('undo'), action: 'undo' }, open()],
  };
}

function wholeTitle({ kind, counts, module }: RunSummary): string {
  if (counts.removed === 0) return text('done_nothing_h');
  return text(kind === 'undo' ? 'undone_all_h' : 'done_h', { records: records(counts.removed, module) });
}

function stoppedNews(run: RunSummary): News {
  const left = run.counts.pending + run.counts['not-sent'];
  return {
    title: text('news_stopped_h', { left, records: records(concerned(run), run.module) }),
    message: shownName(run.orgName),
    buttons: [open()],
  };
}

function waitingNews(run: RunSummary): News | null {
  const all = concerned(run);
  const soFar = text('news_so_far', { done: all - run.counts.pending, records: records(all, run.module) });
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

function open(): News['buttons'][number] {
  return { label: text('open_report'), action: 'open' };
}

function tags(run: RunSummary): string {
  if (run.chosenCount > NAMED_TAGS || run.chosen.length < run.chosenCount) return plural('n_tags', run.chosenCount);
  return new Intl.ListFormat(language()).format(run.chosen.map(({ name }) => shownName(name)));
}
