import { plural, text } from '../shared/i18n.ts';
import { nouns, records } from '../shared/nouns.ts';
import type { RunSummary } from '../shared/run-summary.ts';
import { waitHeadline } from '../ui/components/WaitNote.tsx';
import { concerned } from '../shared/run-facts.ts';

/** The headline of a run: what was done to how many, or what is being done. */
export function title(run: RunSummary): string {
  const isUndo = run.kind === 'undo';
  if (run.state === 'waiting') return waitHeadline(run.why);
  if (run.state === 'reading') return text('run_reading_h', { nouns: nouns(run.module) });
  if (run.state === 'running') return plural(isUndo ? 'run_undo_h' : 'run_h', run.chosenCount);
  const all = isUndo ? run.total : concerned(run);
  const done = run.counts.removed;
  const values = { done, records: records(all, run.module) };
  if (all === 0) return text('done_nothing_h');
  if (done === all) return plural(isUndo ? 'rep_title_undo_all' : 'rep_title_all', run.chosenCount, values);
  return plural(isUndo ? 'rep_title_undo' : 'rep_title', run.chosenCount, values);
}
