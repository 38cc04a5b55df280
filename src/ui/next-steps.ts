import { plural, text } from '../shared/i18n.ts';
import { noun, nouns } from '../shared/nouns.ts';
import { lacking } from '../shared/run-facts.ts';
import type { RunSummary } from '../shared/run-summary.ts';

/**
 * A step that would improve the result of an ended run: `check` reads the unclear records, `continue` sends the rest,
 * `retry` sends failed ones again.
 */
export interface NextStep {
  readonly kind: 'check' | 'continue' | 'retry';
  readonly label: string;
}

/** Numbers of records that failed or are partly done, by `FailuresModel`. */
export interface Unfinished {
  /** Those that a retry reopens. */
  readonly retried: number;
  /** Those that continuing reopens. */
  readonly continued: number;
}

/**
 * The next steps after an ended run, the most useful first. Unclear records come before any sending, and the rest
 * before records that may fail again. Each label has the number of records that the press acts on, which equals the
 * ledger's.
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
  // Every step that sends something also puts back tags that were removed by mistake.
  if (lacking(run) > 0 && steps.every(({ kind }) => kind === 'check'))
    steps.push({ kind: 'retry', label: text('try_again') });
  return steps;
}
