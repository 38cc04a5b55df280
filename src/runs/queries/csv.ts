import { putsOn } from '../../shared/run-facts.ts';
import { BETWEEN_NAMES, type Separator, tableLine } from '../../shared/spreadsheet-line.ts';
import type { RecordRow, Run } from '../model/types.ts';
import { matching } from './records.ts';

/** The texts of a CSV, in the reader's language. */
export interface CsvWords {
  /** Headings: Record ID, Name, Tags before, Tags removed, Tags after, Outcome, Reason, Zoho code, Link, Read at. */
  readonly headings: readonly string[];
  readonly separator: Separator;
  /** The first cell of each line in a file with several modules. The file then has a heading for it, too. */
  readonly module: ((run: Run) => string) | null;
  outcome(row: RecordRow, run: Run): string;
  reason(row: RecordRow): string;
  link(row: RecordRow, run: Run): string;
}

const BOM = '\uFEFF';

/**
 * The records of runs as CSV, one line a piece. UTF-8 with a byte order mark, so that spreadsheets recognise it. Throws
 * `storage-broken`.
 */
export async function* csv(runs: readonly Run[], words: CsvWords): AsyncGenerator<string> {
  yield BOM + line(words.headings, words);
  for (const run of runs)
    for await (const row of matching(run.id, { outcome: null, search: '', after: null }))
      yield line(cellsOf(run, row, words), words);
}

function cellsOf(run: Run, row: RecordRow, words: CsvWords): string[] {
  const names = (places: readonly number[]) =>
    places.flatMap((place) => run.tags[place]?.name ?? []).join(BETWEEN_NAMES);
  const gone = [...row.lost, ...row.mistaken];
  const after = row.before.filter((place) => !gone.includes(place));
  const kept = putsOn(run) ? [...new Set([...row.before, ...row.lost])] : after;
  return [
    ...(words.module === null ? [] : [words.module(run)]),
    `zcrm_${row.id}`,
    row.name,
    names(row.before),
    names(gone),
    names(kept),
    words.outcome(row, run),
    words.reason(row),
    row.zohoCode ?? '',
    words.link(row, run),
    row.readAt === 0 ? '' : isoTime(row.readAt),
  ];
}

function line(cells: readonly string[], { separator }: CsvWords): string {
  return `${tableLine(cells, separator)}\r\n`;
}

/** ISO 8601 with this computer's offset, to the second: `2026-11-23T21:49:23+01:00`. */
export function isoTime(at: number): string {
  const offset = -new Date(at).getTimezoneOffset();
  const local = new Date(at + offset * 60_000).toISOString().slice(0, 19);
  const pad = (value: number) => String(value).padStart(2, '0');
  return `${local}${offset < 0 ? '-' : '+'}${pad(Math.floor(Math.abs(offset) / 60))}:${pad(Math.abs(offset) % 60)}`;
}
