import { text } from '../shared/i18n.ts';
import type { Outcome } from '../shared/run-summary.ts';
import { defused } from '../runs/queries/csv.ts';
import { matching } from '../runs/queries/records.ts';
import type { Run } from '../runs/model/types.ts';
import { outcomeLabel } from '../ui/outcome-words.ts';
import { rowReason } from './row-reason.ts';

/**
 * The records in sight as lines with tabs between: id, name, outcome, reason. Made for spreadsheets like the CSV: they would
 * round a bare id. Throws `storage-broken`.
 */
export async function copyText(
  run: Run,
  filter: { readonly outcome: Outcome | null; readonly search: string },
): Promise<string> {
  const lines = [text('rep_copied_head')];
  for await (const row of matching(run.id, { ...filter, after: null })) {
    const { reason } = rowReason(row, run);
    lines.push([`zcrm_${row.id}`, row.name, outcomeLabel(row.outcome, run.kind), reason].map(cell).join('\t'));
  }
  return lines.join('\n');
}

function cell(value: string): string {
  return defused(value.replaceAll(/[\t\r\n]+/g, ' '));
}
