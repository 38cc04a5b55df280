import { plural, text } from '../shared/i18n.ts';
import { noun, nouns } from '../shared/nouns.ts';
import { lacking } from '../shared/run-facts.ts';
import type { RunSummary } from '../shared/run-summary.ts';

/** What would bring an ended run further: `check` looks at the unclear ones, `continue` sends the rest, `retry` tries again. */
export interface NextStep {
  readonly kind: 'check' | 'continue' | 'retry';
  readonly label: string;
}

/** Of the records that failed or are partly done, as `FailuresModel` counts them. */
export interface Unfinished {
  /** Those that are tried again where somebody asks for that. */
  readonly retried: number;
  /** Those that going on takes along. */
  readonly continued: number;
}

/**
 * The steps on from an ended run, the first thing first: the unclear ones come before anything is sent again, the rest before
 * what may well fail again. Each label has the number of records that the press acts on, which is the ledger's.
 */
export function nextSteps(run: RunSummary, { retried, continued }: Unfinished): readonly NextStep[] {
  const { module, counts, state, undoneBy } = run;
  const { unknown, failed, partly } = counts;
  const rest = counts['not-sent'] + counts.pending;
  if (undoneBy !== null) return [];
  const steps: NextStep[] = [];
  if (unknown > 0) {
    const names = unknown === 1 ? noun(module) : nouns(module);
    steps.push({ kind: 'check', label: plural('check_unknown', unknown, { nouns: names }) });
  }
  if (state === 'stopped' && rest > 0) {
    const label = continued === 0 ? plural('stopped_on', rest) : plural('stopped_on_with', rest, { m: continued });
    steps.push({ kind: 'continue', label });
  }
  if (retried > 0) {
    const all = failed + partly;
    const isAll = retried === all;
    steps.push({ kind: 'retry', label: isAll ? plural('retry_failed', all) : text('retry_some', { n: retried, all }) });
  }
  // Every step that sends something puts back what went by mistake, too.
  if (lacking(run) > 0 && steps.every(({ kind }) => kind === 'check'))
    steps.push({ kind: 'retry', label: text('try_again') });
  return steps;
}
