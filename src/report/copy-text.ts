import { text } from '../shared/i18n.ts';
import type { Outcome } from '../shared/run-summary.ts';
import { tableLine } from '../shared/spreadsheet-line.ts';
import { matching } from '../runs/queries/records.ts';
import { joinedRows } from '../cleanups/queries/joined.ts';
import { outcomeLabel } from '../ui/outcome-words.ts';
import type { CsvRun } from '../ui/run-csv.ts';
import { rowReason } from './row-reason.ts';

/**
 * The listed records as lines with tabs: id, name, outcome, reason. Like the CSV it is safe for spreadsheets: every
 * cell is quoted, and an id has its prefix, because a spreadsheet would round a bare one. Throws `storage-broken`.
 */
export async function copyText(
  runs: readonly CsvRun[],
  filter: { readonly outcome: Outcome | null; readonly search: string },
): Promise<string> {
  const lines = [tableLine(text('rep_copied_head').split('\t'), '\t')];
  for (const { run, pair, unmade } of runs) {
    const rows = pair === null ? matching(run.id, { ...filter, after: null }) : joinedRows(pair, filter);
    for await (const row of rows) {
      const { reason } = rowReason(row, run, unmade);
      lines.push(tableLine([`zcrm_${row.id}`, row.name, outcomeLabel(row.outcome, run.kind), reason], '\t'));
    }
  }
  return lines.join('\n');
}
