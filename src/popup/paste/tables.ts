import Papa from 'papaparse';
import type { Grid, Row } from './grid.ts';
import { isIdHeader } from './headers.ts';
import { jsonGrid } from './json-records.ts';

/** The cell separators of Excel, LibreOffice, Google Sheets and Zoho, and that of Markdown and terminals. */
const SEPARATORS = ['\t', ';', ',', '|'];
/** Excel's line that names the separator. */
const SAID = /^"?sep=(.)"?\n/i;
/** Characters of the text from which the separator is found. */
const SAMPLE = 100_000;
/** The lines that Markdown and terminals draw below column names. */
const RULE = /^[\s|+:=-]*-[\s|+:=-]*$/;

/**
 * The text as a table, with the separator that gives the most rows of equal width; null if none does. Line ends must be
 * `\n`. Source: RFC 4180; the separators are those of spreadsheets.
 */
export function gridOf(text: string): Grid | null {
  const json = jsonGrid(text);
  if (json !== null) return json;
  const said = SAID.exec(text);
  if (said?.[1] !== undefined) return parse(text.slice(said[0].length), said[1], 1);
  const [best] = SEPARATORS.map((separator) => sniff(text, separator))
    .filter(({ isTable }) => isTable)
    .toSorted((a, b) => b.score - a.score);
  return best === undefined ? null : parse(text, best.separator, 0);
}

/** The text as a table whose rows may differ in width. */
export function raggedGridOf(text: string): Grid {
  const [best] = SEPARATORS.map((separator) => parse(text, separator, 0)).toSorted((a, b) => b.width - a.width);
  return best ?? parse(text, ',', 0);
}

function sniff(text: string, separator: string): { separator: string; isTable: boolean; score: number } {
  const end = text.length <= SAMPLE ? text.length : text.lastIndexOf('\n', SAMPLE) + 1;
  const { rows, width, head, brokenAt } = parse(text.slice(0, end), separator, 0);
  const whole = rows.filter(({ cells }) => cells.length === width).length;
  const isNamed = head !== null && (rows[head]?.cells.some(isIdHeader) ?? false) && width > 1;
  const share = rows.length === 0 ? 0 : whole / rows.length;
  const isTable = width > 1 && (isNamed || (whole > 1 && share > 0.5));
  return {
    separator,
    isTable,
    score: Number(isNamed) * 100 + share * 10 + Math.min(width, 50) / 50 - Number(brokenAt !== null),
  };
}

function parse(text: string, separator: string, skipped: number): Grid {
  const { data, errors } = Papa.parse<string[]>(text, { delimiter: separator, newline: '\n' });
  const rows = unframed(
    data
      .map((cells, at) => ({ at: at + 1 + skipped, cells }))
      .filter(({ cells }) => cells.some((cell) => cell.trim() !== '') && !isRule(cells, separator)),
    separator,
  );
  const width = usualWidth(rows);
  const broken = errors.find(({ type }) => type === 'Quotes');
  return {
    rows,
    width,
    head: headOf(rows, width),
    brokenAt: broken === undefined ? null : (broken.row ?? 0) + 1 + skipped,
    separator,
  };
}

/** Removes the empty outer cells of Markdown and terminal tables. */
function unframed(rows: readonly Row[], separator: string): readonly Row[] {
  if (separator !== '|') return rows;
  const isFramed = (place: number) => rows.every(({ cells }) => cells.length > 2 && cells.at(place)?.trim() === '');
  const start = isFramed(0) ? 1 : 0;
  const end = isFramed(-1) ? -1 : undefined;
  return rows.map(({ at, cells }) => ({ at, cells: cells.slice(start, end).map((cell) => cell.trim()) }));
}

function isRule(cells: readonly string[], separator: string): boolean {
  return separator === '|' && RULE.test(cells.join('|'));
}

function usualWidth(rows: readonly Row[]): number {
  const times = new Map<number, number>();
  for (const { cells } of rows) times.set(cells.length, (times.get(cells.length) ?? 0) + 1);
  const [usual] = [...times].toSorted(([widthA, a], [widthB, b]) => b - a || widthB - widthA);
  return usual?.[0] ?? 0;
}

/** Skips rows above the column names, such as the title of a report. */
const MOST_TITLE_ROWS = 10;

function headOf(rows: readonly Row[], width: number): number | null {
  const named = rows.slice(0, MOST_TITLE_ROWS).findIndex(({ cells }) => cells.some(isIdHeader));
  if (named !== -1) return named;
  const first = rows.findIndex(({ cells }) => cells.length === width);
  const cells = rows[first]?.cells ?? [];
  // A row of names has no numbers as long as an id, damaged ones included.
  return first !== -1 && cells.every((cell) => !/\d{5}|\d[.,]\d|\de\+\d/i.test(cell)) ? first : null;
}
