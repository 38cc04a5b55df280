import { plural, text } from '../shared/i18n.ts';
import { shownName } from '../shared/names.ts';
import { records } from '../shared/nouns.ts';
import type { RunSummary } from '../shared/run-summary.ts';
import type { Tone } from './outcome-words.ts';
import { concerned } from '../shared/run-facts.ts';
import { errorText, type ErrorText } from './error-text.ts';
import { list } from './formats.ts';

/** What is left to say of an ended run: a headline that is true, and sentences that add up with it. */
export interface EndedWords {
  readonly tone: Tone;
  readonly headline: string;
  readonly sentences: readonly string[];
  /** The error that ended it, if one did. */
  readonly error: ErrorText | null;
}

/** The words for how a run ended. */
export function endedWords(run: RunSummary): EndedWords {
  if (run.state === 'stopped') return stoppedWords(run);
  return run.kind === 'undo' ? undoneWords(run) : doneWords(run);
}

/** That another tag went by mistake, and what became of it; empty where none did. */
export function mistakeWords({ mistake, module }: RunSummary): readonly string[] {
  if (mistake === null) return [];
  const { missing, restored, tags } = mistake;
  const said = (stem: 'mistake_off' | 'mistake_back' | 'mistake_missing', n: number): string =>
    n === 0 ? '' : plural(stem, n, { records: records(n, module), tags: list(tags.map((name) => shownName(name))) });
  return filled([
    said('mistake_off', missing + restored),
    said('mistake_back', restored),
    said('mistake_missing', missing),
  ]);
}

function stoppedWords(run: RunSummary): EndedWords {
  const values = { n: run.counts.removed, all: concerned(run) };
  const soFar = text(run.kind === 'undo' ? 'stopped_undo_h' : 'stopped_h', values);
  const rest = run.counts['not-sent'] + run.counts.pending;
  const sentences = [
    rest === 0 ? '' : plural(run.kind === 'undo' ? 'stopped_undo_p' : 'stopped_p', rest),
    run.counts.failed === 0 || run.kind === 'undo' ? '' : plural('stopped_failed_p', run.counts.failed),
    partlyWords(run),
    unknownWords(run),
    unknownLostWords(run),
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

/** Why it stopped, where that was not the user. */
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
  const { removed, failed, unknown } = run.counts;
  const all = concerned(run);
  const of = records(all, run.module);
  const notSent = run.counts['not-sent'];
  if (all === 0) return made('', text('done_nothing_h'), [text('done_nothing_p')]);
  if (removed === all)
    return made('ok', text('done_h', { records: of }), [run.undoneBy === null ? goneWords(run) : '']);
  const headline = failed === all ? text('allfailed_h', { records: of }) : text('part_h', { n: removed, records: of });
  const isPlain = unknown === 0 && notSent === 0;
  const kept = plural('part_p', failed, { records: records(failed, run.module) });
  return made(failed > 0 && unknown === 0 ? 'bad' : 'warn', headline, [
    failed === 0 ? '' : isPlain ? kept : plural('part_failed', failed),
    notSent === 0 ? '' : plural('part_not_sent', notSent),
    partlyWords(run),
    unknownWords(run),
    unknownLostWords(run),
  ]);
}

function undoneWords(run: RunSummary): EndedWords {
  const { removed, failed, 'had-none': already } = run.counts;
  const of = records(run.total, run.module);
  const headline =
    removed === run.total ? text('undone_all_h', { records: of }) : text('undone_h', { n: removed, records: of });
  return made('', headline, [
    already === 0 ? '' : plural('undone_already', already),
    failed === 0 ? '' : plural('undone_failed', failed),
    run.counts.partly === 0 ? '' : plural('undone_partly', run.counts.partly),
    unknownWords(run),
  ]);
}

/** `Prime and Cold lead are gone from them.` Many tags are counted instead of named. */
function goneWords(run: RunSummary): string {
  const names = run.chosen.map(({ name }) => name);
  const hasAll = run.chosenCount <= 3 && names.length === run.chosenCount;
  const tags = hasAll ? list(names) : plural('n_tags', run.chosenCount);
  return plural(concerned(run) === 1 ? 'done_record_p' : 'done_p', run.chosenCount, { tags });
}

function partlyWords({ kind, counts, module }: RunSummary): string {
  if (counts.partly === 0 || kind === 'undo') return '';
  return plural('part_partly_p', counts.partly, { records: records(counts.partly, module) });
}

function unknownWords({ counts }: RunSummary): string {
  return counts.unknown === 0 ? '' : plural('unknown_p', counts.unknown);
}

/** Of those it could not find out: those that are known to have lost something, which an undo puts back. */
function unknownLostWords({ kind, counts, changed }: RunSummary): string {
  const lost = changed - counts.removed - counts.partly;
  return kind === 'undo' || lost <= 0 ? '' : plural('unknown_lost_p', lost);
}

function made(tone: Tone, headline: string, sentences: readonly string[]): EndedWords {
  return { tone, headline, sentences: filled(sentences), error: null };
}

function filled(sentences: readonly string[]): readonly string[] {
  return sentences.filter((sentence) => sentence !== '');
}
