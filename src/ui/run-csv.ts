import { text } from '../shared/i18n.ts';
import { separatorOf } from '../shared/spreadsheet-line.ts';
import { joinedRows, type RunPair } from '../cleanups/queries/joined.ts';
import { csv, type CsvSource, type CsvWords, rowsOfRun } from '../runs/queries/csv.ts';
import { readRun } from '../runs/queries/runs.ts';
import type { Run } from '../runs/model/types.ts';
import { csvFileName, LINES_PER_PIECE } from './csv-file.ts';
import { outcomeLabel } from './outcome-words.ts';
import { reasonText } from './reason-text.ts';
import { rowReasonText, type Unmade } from './row-reason-text.ts';
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
  return recordsCsv([rowsOfRun(run)], {
    hasModule: false,
    hasPut: false,
    parts: [run.org.name, run.module.apiName],
    at: run.createdAt,
  });
}

/** A run of a clean-up. The two runs of a replace are one, with each record once. */
export interface CsvRun {
  readonly run: Run;
  readonly pair: RunPair | null;
  /** In an undo: the deleted tags that were not made again. */
  readonly unmade?: Unmade;
}

/** The records of a clean-up's runs as one CSV file, each line with its module. Throws `storage-broken`. */
export async function cleanupCsv(runs: readonly CsvRun[]): Promise<File> {
  const [first] = runs;
  const sources = runs.map(({ run, pair }) =>
    pair === null ? rowsOfRun(run) : { run, rows: joinedRows(pair, { outcome: null, search: '' }) },
  );
  return recordsCsv(sources, {
    hasModule: true,
    hasPut: runs.some(({ pair }) => pair !== null),
    unmadeOf: (id) => runs.find(({ run }) => run.id === id)?.unmade,
    parts: [first?.run.org.name ?? '', 'clean-up'],
    at: first?.run.createdAt ?? Date.now(),
  });
}

interface FileOf {
  readonly hasModule: boolean;
  readonly hasPut: boolean;
  readonly parts: readonly string[];
  readonly at: number;
  readonly unmadeOf?: (runId: string) => Unmade | undefined;
}

async function recordsCsv(
  sources: readonly CsvSource[],
  { hasModule, hasPut, parts, at, unmadeOf }: FileOf,
): Promise<File> {
  const isUndo = sources.every(({ run: { kind } }) => kind === 'undo');
  const pieces: Blob[] = [];
  let lines: string[] = [];
  const words: CsvWords = {
    headings: [
      ...(hasModule ? [text('col_module')] : []),
      text('csv_id'),
      text('csv_name'),
      text('csv_before'),
      ...(hasPut ? [text(isUndo ? 'csv_put_back' : 'csv_added')] : []),
      text(isUndo && !hasPut ? 'csv_put_back' : 'csv_removed'),
      text('csv_after'),
      text('csv_outcome'),
      text('csv_reason'),
      text('csv_code'),
      text('csv_link'),
      text('csv_read_at'),
    ],
    separator: separatorOf(),
    hasPut,
    module: hasModule ? ({ module }) => module.plural : null,
    outcome: ({ outcome }, { kind }) => outcomeLabel(outcome, kind),
    reason(row, run) {
      const several = rowReasonText(row, run, unmadeOf?.(run.id));
      if (several !== null) return several.reason;
      return row.reason === null ? '' : reasonText(row.reason, row).reason;
    },
    link: ({ id }, { org, module }) => recordUrl({ ...org, moduleSlug: module.moduleSlug }, id),
  };
  for await (const line of csv(sources, words)) {
    lines.push(line);
    if (lines.length < LINES_PER_PIECE) continue;
    pieces.push(new Blob(lines));
    lines = [];
  }
  return new File([...pieces, ...lines], csvFileName(parts, at), { type: 'text/csv' });
}
