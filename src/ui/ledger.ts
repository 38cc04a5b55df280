import { plural, text } from '../shared/i18n.ts';
import { concerned, isLive } from '../shared/run-facts.ts';
import type { Outcome, RunSummary } from '../shared/run-summary.ts';
import { outcomeHelp, outcomeLabel, outcomeTone, type Tone } from './outcome-words.ts';

/** A line of the ledger: one outcome, or several that one press reopens. */
export type PartName = Exclude<Outcome, 'had-none'> | 'already' | 'not-finished';

/** One part of the sum. */
export interface LedgerPart {
  readonly name: PartName;
  readonly label: string;
  readonly help: string;
  readonly tone: Tone;
  readonly records: number;
  /** Its parts, if it covers several outcomes. */
  readonly of: readonly LedgerPart[];
}

/** Records by outcome: parts that add up to one total, and beside it the records without any of the tags. */
export interface LedgerWords {
  readonly parts: readonly LedgerPart[];
  readonly total: number;
  readonly totalLabel: string;
  /** Records without any of the tags. They are in the selection, but not in the total. */
  readonly none: number;
  readonly noneLabel: string;
  readonly selected: number;
  /** Whether the parts need more than one line. */
  readonly isList: boolean;
}

type Run = Pick<RunSummary, 'kind' | 'state' | 'total' | 'counts' | 'chosenCount'>;

/** The most parts on one line beside their sum. */
const IN_LINE = 4;
/** The most outcomes on one line, including the records without the tags. */
const OUTCOMES_IN_LINE = 5;
/** The most letters of the longest words of all labels: a line of the popup has no room for more beside its signs. */
const LETTERS_IN_LINE = 44;

/** The ledger of a run. At every moment its parts add up to the total, and the total plus `none` to the selection. */
export function ledger(run: Run): LedgerWords {
  const { counts, kind, chosenCount } = run;
  const isUndo = kind === 'undo';
  // A record that had a tag already is done where tags are put on.
  const hasAlready = isUndo || kind === 'put';
  const none = hasAlready ? 0 : counts['had-none'];
  const parts = [
    part(run, 'removed', counts.removed),
    part(run, 'already', hasAlready ? counts['had-none'] : 0),
    notFinished(run),
    part(run, 'unknown', counts.unknown),
    ...unstarted(run),
  ].filter(({ records }) => records > 0);
  const totalLabel = isUndo
    ? text('out_to_undo')
    : kind === 'put'
      ? text('out_selected')
      : plural('out_had', chosenCount);
  const letters = [...parts.map(({ label }) => label), totalLabel].reduce((sum, label) => sum + longestWord(label), 0);
  const outcomes = parts.reduce((sum, { of }) => sum + Math.max(1, of.length), 0) + (none > 0 ? 1 : 0);
  return {
    parts,
    total: concerned(run),
    totalLabel,
    none,
    noneLabel: text(chosenCount === 1 ? 'out_none' : 'out_none_many'),
    selected: run.total,
    isList: parts.length > IN_LINE || outcomes > OUTCOMES_IN_LINE || letters > LETTERS_IN_LINE,
  };
}

/** The letters of the longest word of a label. A Chinese or Japanese letter has the width of two. */
function longestWord(label: string): number {
  return Math.max(...label.split(' ').map((word) => word.length + (word.match(/[\u3040-\u9FFF]/g)?.length ?? 0)));
}

function part({ kind, chosenCount }: Run, name: Exclude<PartName, 'not-finished'>, records: number): LedgerPart {
  const outcome = name === 'already' ? 'had-none' : name;
  const isOfSeveral = name === 'already' && kind === 'undo' && chosenCount > 1;
  return {
    name,
    label: isOfSeveral ? text('out_already_many') : outcomeLabel(outcome, kind),
    help: outcomeHelp(outcome, kind),
    tone: outcomeTone(outcome),
    records,
    of: [],
  };
}

/** Failed and partly done records become one part where both occur, because one press retries both. */
function notFinished(run: Run): LedgerPart {
  const { failed, partly } = run.counts;
  if (partly === 0) return part(run, 'failed', failed);
  if (failed === 0) return part(run, 'partly', partly);
  return {
    name: 'not-finished',
    label: text('out_not_finished'),
    help: run.kind === 'undo' ? '' : text('out_not_finished_help'),
    tone: 'bad',
    records: failed + partly,
    of: [part(run, 'failed', failed), part(run, 'partly', partly)],
  };
}

/** The remaining records. In an ended run they are one part, which one press reopens. */
function unstarted(run: Run): readonly LedgerPart[] {
  const { pending, 'not-sent': notSent } = run.counts;
  if (isLive(run)) return [part(run, 'not-sent', notSent), part(run, 'pending', pending)];
  return [part(run, pending > 0 ? 'pending' : 'not-sent', notSent + pending)];
}
