import { language, text } from '../shared/i18n.ts';
import type { Outcome, RunSummary } from '../shared/run-summary.ts';

/** The colour of an outcome. The word beside it has the same meaning. */
export type Tone = 'ok' | 'bad' | 'warn' | '';

const TONES: Readonly<Record<Outcome, Tone>> = {
  removed: 'ok',
  partly: 'warn',
  'had-none': '',
  failed: 'bad',
  'not-sent': '',
  unknown: 'warn',
  pending: '',
};

/** The order of outcomes as columns of a table: done first, then not done, then left. */
const COLUMN_ORDER: readonly Outcome[] = ['removed', 'partly', 'failed', 'unknown', 'not-sent', 'had-none', 'pending'];

/** The same order for a run of that kind: where a tag was put on, those that had it are done, too. */
export function columnOrder(kind: RunSummary['kind']): readonly Outcome[] {
  return kind === 'put' ? PUT_ORDER : COLUMN_ORDER;
}

const PUT_ORDER: readonly Outcome[] = ['removed', 'had-none', 'partly', 'failed', 'unknown', 'not-sent', 'pending'];

/** The colour class of an outcome. */
export function outcomeTone(outcome: Outcome): Tone {
  return TONES[outcome];
}

/** The word for an outcome. An undo has words of its own, and so has a replace, which is told as a `put`. */
export function outcomeLabel(outcome: Outcome, kind: RunSummary['kind']): string {
  const isUndo = kind === 'undo';
  if (kind === 'put' && outcome === 'removed') return text('mg_got');
  if (kind === 'put' && outcome === 'had-none') return text('mg_had');
  switch (outcome) {
    case 'removed':
      return text(isUndo ? 'out_put_back' : 'out_removed');
    case 'had-none':
      return text(isUndo ? 'out_already' : 'out_none');
    case 'failed':
      return text(isUndo ? 'out_could_not' : 'out_failed');
    case 'partly':
      return text('out_partly');
    case 'not-sent':
      return text('out_not_sent');
    case 'unknown':
      return text('out_unknown');
    case 'pending':
      return text('out_left');
  }
}

/**
 * The word for an outcome inside a sentence, with a small first letter. A German noun keeps its capital: “4 Fehler”.
 */
export function outcomeInSentence(outcome: Outcome, kind: RunSummary['kind']): string {
  const label = outcomeLabel(outcome, kind);
  const isNoun = language().startsWith('de') && outcome === 'failed' && kind !== 'undo';
  return isNoun ? label : label.toLocaleLowerCase(language());
}

/** The meaning of an outcome for its records; empty where the word says it. */
export function outcomeHelp(outcome: Outcome, kind: RunSummary['kind']): string {
  if (kind === 'undo') return '';
  if (kind === 'put' && outcome === 'removed') return text('mg_got_help');
  if (kind === 'put' && outcome === 'had-none') return text('mg_had_help');
  if (kind === 'put' && outcome === 'partly') return text('mg_partly_help');
  if (kind === 'put' && outcome === 'failed') return text('mg_failed_help');
  switch (outcome) {
    case 'removed':
      return text('out_removed_help');
    case 'had-none':
      return text('out_none_help');
    case 'failed':
      return text('out_failed_help');
    case 'partly':
      return text('out_partly_help');
    case 'not-sent':
      return text('out_not_sent_help');
    case 'unknown':
      return text('out_unknown_help');
    case 'pending':
      return text('out_left_help');
  }
}
