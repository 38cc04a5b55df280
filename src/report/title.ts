import { plural, text } from '../shared/i18n.ts';
import { nouns, records } from '../shared/nouns.ts';
import type { RunSummary } from '../shared/run-summary.ts';
import { waitHeadline } from '../ui/components/WaitNote.tsx';
import { concerned } from '../shared/run-facts.ts';

/** The headline of a run: the action and its number of records. */
export function title(run: RunSummary): string {
  const { kind, state, chosenCount, module } = run;
  const isUndo = kind === 'undo';
  const all = concerned(run);
  const done = run.counts.removed;
  const values = { done, records: records(all, module) };
  if (state === 'waiting') return waitHeadline(run.why);
  if (state === 'reading') return text('run_reading_h', { nouns: nouns(module) });
  if (state === 'running')
    return isUndo ? plural('run_undo_h', chosenCount) : plural('rep_title_live', chosenCount, values);
  if (state === 'stopped')
    return isUndo
      ? text('stopped_undo_h', { n: done, all: values.records })
      : plural('rep_title_stopped', chosenCount, values);
  if (all === 0) return text('done_nothing_h');
  if (done === all) return plural(isUndo ? 'rep_title_undo_all' : 'rep_title_all', chosenCount, values);
  return plural(isUndo ? 'rep_title_undo' : 'rep_title', chosenCount, values);
}
