import { text } from '../shared/i18n.ts';
import { separatorOf } from '../shared/spreadsheet-line.ts';
import { csv, type CsvWords } from '../runs/queries/csv.ts';
import { readRun } from '../runs/queries/runs.ts';
import type { Run } from '../runs/model/types.ts';
import { csvFileName, LINES_PER_PIECE } from './csv-file.ts';
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
  return recordsCsv([run], { hasModule: false, parts: [run.org.name, run.module.apiName], at: run.createdAt });
}

/** The records of a clean-up's runs as one CSV file, each line with its module. Throws `storage-broken`. */
export async function cleanupCsv(runs: readonly Run[]): Promise<File> {
  const [first] = runs;
  return recordsCsv(runs, {
    hasModule: true,
    parts: [first?.org.name ?? '', 'clean-up'],
    at: first?.createdAt ?? Date.now(),
  });
}

async function recordsCsv(
  runs: readonly Run[],
  { hasModule, parts, at }: { readonly hasModule: boolean; readonly parts: readonly string[]; readonly at: number },
): Promise<File> {
  const isUndo = runs.every(({ kind }) => kind === 'undo');
  const pieces: Blob[] = [];
  let lines: string[] = [];
  const words: CsvWords = {
    headings: [
      ...(hasModule ? [text('col_module')] : []),
      text('csv_id'),
      text('csv_name'),
      text('csv_before'),
      text(isUndo ? 'csv_put_back' : 'csv_removed'),
      text('csv_after'),
      text('csv_outcome'),
      text('csv_reason'),
      text('csv_code'),
      text('csv_link'),
      text('csv_read_at'),
    ],
    separator: separatorOf(),
    module: hasModule ? ({ module }) => module.plural : null,
    outcome: ({ outcome }, { kind }) => outcomeLabel(outcome, kind),
    reason: (row) => (row.reason === null ? '' : reasonText(row.reason, row).reason),
    link: ({ id }, { org, module }) => recordUrl({ ...org, moduleSlug: module.moduleSlug }, id),
  };
  for await (const line of csv(runs, words)) {
    lines.push(line);
    if (lines.length < LINES_PER_PIECE) continue;
    pieces.push(new Blob(lines));
    lines = [];
  }
  return new File([...pieces, ...lines], csvFileName(parts, at), { type: 'text/csv' });
}
