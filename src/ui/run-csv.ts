import { text } from '../shared/i18n.ts';
import { separatorOf } from '../shared/spreadsheet-line.ts';
import { csv } from '../runs/queries/csv.ts';
import { readRun } from '../runs/queries/runs.ts';
import type { RecordRow, Run } from '../runs/model/types.ts';
import { csvFileName } from './csv-file.ts';
import { outcomeLabel } from './outcome-words.ts';
import { reasonText } from './reason-text.ts';
import { saveFile } from './save-file.ts';
import { recordUrl } from './links.ts';

/** Saves the records of a run as a CSV file for the user. Does nothing if the run is gone. Throws `storage-broken`. */
export async function saveCsv(runId: string): Promise<void> {
  const run = await readRun(runId);
  if (run === null) return;
  const file = await runCsv(run);
  saveFile(file.name, file);
}

/** A run's records as a CSV file in the user's language. Throws `storage-broken`. */
export async function runCsv(run: Run): Promise<File> {
  const place = { ...run.org, moduleSlug: run.module.moduleSlug };
  const lines: string[] = [];
  const words = {
    headings: [
      text('csv_id'),
      text('csv_name'),
      text('csv_before'),
      text(run.kind === 'undo' ? 'csv_put_back' : 'csv_removed'),
      text('csv_after'),
      text('csv_outcome'),
      text('csv_reason'),
      text('csv_code'),
      text('csv_link'),
      text('csv_read_at'),
    ],
    separator: separatorOf(),
    outcome: ({ outcome }: RecordRow) => outcomeLabel(outcome, run.kind),
    reason: (row: RecordRow) => (row.reason === null ? '' : reasonText(row.reason, row).reason),
    link: ({ id }: RecordRow) => recordUrl(place, id),
  };
  for await (const line of csv(run, words)) lines.push(line);
  return new File(lines, csvFileName([run.org.name, run.module.apiName], run.createdAt), { type: 'text/csv' });
}
