import { plural, sentences, text } from '../shared/i18n.ts';
import { shownName } from '../shared/names.ts';
import { nouns, records } from '../shared/nouns.ts';
import type { Outcome, RunSummary } from '../shared/run-summary.ts';
import { ledger } from './ledger.ts';
import { outcomeInSentence, type Tone } from './outcome-words.ts';
import { concerned } from '../shared/run-facts.ts';
import { errorText, type ErrorText } from './error-text.ts';
import { day, duration, list, listed } from './formats.ts';

/** With more tags than this, they are counted instead of named. */
const NAMED_TAGS = 3;

/** The texts about an ended run: a headline, and sentences that add up with it. */
export interface EndedWords {
  readonly tone: Tone;
  readonly headline: string;
  readonly sentences: readonly string[];
  /** The error that ended it, if there is one. */
  readonly error: ErrorText | null;
}

/** The texts about a run's end. */
export function endedWords(run: RunSummary): EndedWords {
  if (run.state === 'stopped') return stoppedWords(run);
  return run.kind === 'undo' ? undoneWords(run) : doneWords(run);
}

/** Reports a tag that was removed by mistake, or may have been, and whether it is back; empty without one. */
export function mistakeWords({ mistake, module }: RunSummary): readonly string[] {
  if (mistake === null) return [];
  const { missing, restored, unconfirmed, tags } = mistake;
  const said = (stem: `mistake_${'off' | 'back' | 'missing' | 'unconfirmed'}`, n: number): string =>
    n === 0 ? '' : plural(stem, n, { records: records(n, module), tags: list(tags.map((name) => shownName(name))) });
  return filled([
    said('mistake_off', missing + restored),
    said('mistake_back', restored),
    said('mistake_missing', missing),
    said('mistake_unconfirmed', unconfirmed),
  ]);
}

function stoppedWords(run: RunSummary): EndedWords {
  const values = { n: run.counts.removed, all: records(concerned(run), run.module) };
  const soFar = text(run.kind === 'undo' ? 'stopped_undo_h' : 'stopped_h', values);
  const rest = run.counts['not-sent'] + run.counts.pending;
  const sentences = [
    rest === 0 ? '' : plural(run.kind === 'undo' ? 'stopped_undo_p' : 'stopped_p', rest),
    run.counts.failed === 0 || run.kind === 'undo' ? '' : plural('stopped_failed_p', run.counts.failed),
    ...partlyAndUnclear(run, false),
  ];
  const error = stopError(run);
  return error === null
    ? { tone: '', headline: soFar, sentences: filled(sentences), error }
    : {
        tone: 'bad',
        headline: error.headline,
        sentences: filled([text('sentence', { text: soFar }), ...sentences]),
        error,
      };
}

/** Why it stopped, unless the user stopped it. */
function stopError(run: RunSummary): ErrorText | null {
  const about = { module: run.module.plural };
  switch (run.stopReason) {
    case 'storage-full':
      return said('own_full_run', text('own_full_run_p'), text('own_full_run_do'));
    case 'no-progress':
      return said('stop_no_progress', '', '');
    case 'no-credits':
      return said('stop_no_credits', '', '');
    case 'no-person':
      return said('stop_no_person', '', '');
    case 'signed-out':
      return { ...errorText({ code: 'signed-out', details: {} }, about), headline: text('stop_signed_out') };
    case 'deleted-connection':
      return said('stop_deleted', '', '');
    case 'error':
    case 'user':
    case null:
      return run.error === null ? null : errorText(run.error, about);
  }
}

function said(
  headline: 'own_full_run' | 'stop_no_progress' | 'stop_no_credits' | 'stop_no_person' | 'stop_deleted',
  what: string,
  todo: string,
): ErrorText {
  return { headline: text(headline), records: what, todo, action: null };
}

function doneWords(run: RunSummary): EndedWords {
  const { removed, failed, partly, unknown } = run.counts;
  const all = concerned(run);
  const of = records(all, run.module);
  const rest = run.counts['not-sent'] + run.counts.pending;
  if (all === 0) return made('', text('done_nothing_h'), [text('done_nothing_p')]);
  if (removed === all) return made('ok', text('done_h', { records: of }), []);
  if (failed === all) return made('bad', text('allfailed_h', { records: of }), []);
  const isOneKind = [failed, partly, unknown, rest].filter((n) => n > 0).length === 1;
  // A ledger in the form of a list has its own texts for the rest.
  const isListed = ledger(run).isList;
  const kept = plural('part_p', failed, { records: records(failed, run.module) });
  return made(failed > 0 && unknown === 0 ? 'bad' : 'warn', text('part_h', { n: removed, records: of }), [
    failed === 0 || isListed ? '' : isOneKind ? kept : plural('part_failed', failed),
    rest === 0 || isListed ? '' : plural('part_not_sent', rest),
    ...partlyAndUnclear(run, isOneKind, isListed),
  ]);
}

function undoneWords(run: RunSummary): EndedWords {
  const { removed, failed, 'had-none': already } = run.counts;
  const all = concerned(run);
  const of = records(all, run.module);
  const headline =
    removed === all ? text('undone_all_h', { records: of }) : text('undone_h', { n: removed, records: of });
  return made('', headline, [
    already === 0 ? '' : plural('undone_already', already),
    failed === 0 ? '' : plural('undone_failed', failed),
    ...partlyAndUnclear(run, false),
  ]);
}

/** Outcomes between done and failed. `isAlone`: there are no others to report. */
function partlyAndUnclear(
  { kind, counts, changed, module }: RunSummary,
  isAlone: boolean,
  isListed = false,
): readonly string[] {
  const { removed, partly, unknown } = counts;
  const stillSome = plural('part_partly_p', partly, { records: records(partly, module) });
  // Records with an unknown result that are known to have lost a tag. An undo restores them.
  const lost = changed - removed - partly;
  return [
    partly === 0 || isListed ? '' : isAlone && kind === 'removal' ? stillSome : plural('part_partly_short', partly),
    unknown === 0 ? '' : plural('unknown_p', unknown),
    kind === 'undo' || lost <= 0 ? '' : plural('unknown_lost_p', lost),
  ];
}

/**
 * The sentence about a removal to pass on: tags, number of records, duration, and the end of its undo. Plain text, also
 * for the clipboard. Null if nothing was removed.
 */
export function gist(run: RunSummary, now: number): string | null {
  const { removed } = run.counts;
  const all = concerned(run);
  const { kind, endedAt, startedAt, chosenCount, module } = run;
  // A clock that was set back gives no duration.
  if (kind === 'undo' || removed === 0 || endedAt === null || startedAt === null || endedAt < startedAt) return null;
  const from = removed === all ? records(all, module) : text('run_of', { done: removed, all, nouns: nouns(module) });
  const values = { tags: tagNames(run), records: from, duration: duration(endedAt - startedAt) };
  const date = undoDate(run, now);
  const until = date === null ? '' : text('sentence', { text: text('undo_until', { date }) });
  return sentences([plural('gist', chosenCount, values), until]);
}

/**
 * The date until which the tags can be restored. Null after that date: this computer's clock may be wrong, so the
 * engine decides.
 */
export function undoDate({ undoUntil, undoneBy }: RunSummary, now: number): string | null {
  return undoUntil === null || undoneBy !== null || undoUntil < now ? null : day(undoUntil, now);
}

/** The records of an undo, by outcome: `6 removed, 2 partly done`. The numbers add up to `changed`. */
export function undoParts(run: RunSummary): string {
  const said = partsOf(run).map(([outcome, n]) => text('n_noun', { n, noun: outcomeInSentence(outcome, 'removal') }));
  return listed(said);
}

/** The same as a sentence. Empty where the tags of all were removed, because the question before it has their number. */
export function undoMix(run: RunSummary): string {
  return run.counts.removed === run.changed ? '' : text('sentence', { text: undoParts(run) });
}

function partsOf({ counts: { removed, partly }, changed }: RunSummary): readonly (readonly [Outcome, number])[] {
  const parts = [
    ['removed', removed],
    ['partly', partly],
    ['unknown', changed - removed - partly],
  ] as const;
  return parts.filter(([, n]) => n > 0);
}

/** The tags of a run by name; many are counted instead. */
function tagNames({ chosen, chosenCount }: RunSummary): string {
  const hasAll = chosenCount <= NAMED_TAGS && chosen.length === chosenCount;
  return hasAll ? list(chosen.map(({ name }) => shownName(name))) : plural('n_tags', chosenCount);
}

function made(tone: Tone, headline: string, sentences: readonly string[]): EndedWords {
  return { tone, headline, sentences: filled(sentences), error: null };
}

function filled(sentences: readonly string[]): readonly string[] {
  return sentences.filter((sentence) => sentence !== '');
}
