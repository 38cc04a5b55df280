import { putsOn } from '../../shared/run-facts.ts';
import { BETWEEN_NAMES, type Separator, tableLine } from '../../shared/spreadsheet-line.ts';
import type { RecordRow, Run } from '../model/types.ts';
import { matching } from './records.ts';

/** The texts of a CSV, in the reader's language. */
export interface CsvWords {
  /** Headings: Record ID, Name, Tags before, Tags removed, Tags after, Outcome, Reason, Zoho code, Link, Read at. With
   * `hasPut` Tags added stands before Tags removed. */
  readonly headings: readonly string[];
  readonly separator: Separator;
  /** The first cell of each line in a file with several modules. The file then has a heading for it, too. */
  readonly module: ((run: Run) => string) | null;
  /** Whether the tags that were put on have a column of their own, as in a replace. */
  readonly hasPut: boolean;
  outcome(row: RecordRow, run: Run): string;
  reason(row: RecordRow, run: Run): string;
  link(row: RecordRow, run: Run): string;
}

const BOM = '\uFEFF';

/** The records of a run, or of two that are told as one: `put` then has the tags that came on. */
export interface CsvSource {
  readonly run: Run;
  readonly rows: AsyncIterable<CsvRow>;
}

type CsvRow = RecordRow & { readonly put?: readonly number[] };

/** All records of a run. */
export function rowsOfRun(run: Run): CsvSource {
  return { run, rows: matching(run.id, { outcome: null, search: '', after: null }) };
}

/**
 * The records of runs as CSV, one line a piece. UTF-8 with a byte order mark, so that spreadsheets recognise it. Throws
 * `storage-broken`.
 */
export async function* csv(sources: readonly CsvSource[], words: CsvWords): AsyncGenerator<string> {
  yield BOM + line(words.headings, words);
  for (const { run, rows } of sources) for await (const row of rows) yield line(cellsOf(run, row, words), words);
}

function cellsOf(run: Run, row: CsvRow, words: CsvWords): string[] {
  const names = (places: readonly number[]) =>
    places.flatMap((place) => run.tags[place]?.name ?? []).join(BETWEEN_NAMES);
  const gone = [...row.lost, ...row.mistaken];
  const isPut = row.put === undefined && putsOn(run);
  const on = row.put ?? (isPut ? row.lost : []);
  const after = row.before.filter((place) => isPut || !gone.includes(place));
  return [
    ...(words.module === null ? [] : [words.module(run)]),
    `zcrm_${row.id}`,
    row.name,
    names(row.before),
    ...(words.hasPut ? [names(on)] : []),
    names(gone),
    names([...new Set([...after, ...on])]),
    words.outcome(row, run),
    words.reason(row, run),
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
