import type { Grid, Row } from './grid.ts';
import { isIdHeader, isIdOfModule, isNeighbour } from './headers.ts';
import { bareCell, idCell } from './ids-in-text.ts';

/** A column of ids, as a choice in the question to the user. */
export interface Column {
  readonly index: number;
  /** Its name; null if the table has no column names. */
  readonly header: string | null;
  /** Up to three of its ids, as written. */
  readonly samples: readonly string[];
  /** Rows with an id, damaged ids included. */
  readonly rows: number;
}

/** A column and the evidence for it. */
interface Candidate extends Column {
  /** Every value is an id. */
  readonly isFull: boolean;
  /** Every value has the form of Zoho's export. */
  readonly isZohos: boolean;
}

const SAMPLES = 3;

/** The id columns of a table, and the one with the rows' own ids: null where that is uncertain. */
export function idColumns(
  grid: Grid,
  labels: readonly string[],
): { readonly columns: readonly Column[]; readonly own: number | null } {
  const names = grid.head === null ? null : (grid.rows[grid.head]?.cells ?? []);
  // If the number of names differs from the number of cells, the names may belong to other columns.
  if (names !== null && names.length !== grid.width)
    return { ...idColumns({ ...grid, head: null }, labels), own: null };
  const rows = dataRows(grid);
  const columns = Array.from({ length: grid.width }, (_, index) => candidate(rows, index, names?.[index] ?? null));
  const holding = columns.filter((column) => column.rows > 0);
  return { columns: holding, own: ownColumn(holding, grid.width, names !== null, labels) };
}

/** The rows below the names with all their cells. */
export function dataRows({ rows, head, width }: Grid): readonly Row[] {
  return rows.slice(head === null ? 0 : head + 1).filter(({ cells }) => cells.length === width);
}

function candidate(rows: readonly Row[], index: number, header: string | null): Candidate {
  const samples: string[] = [];
  let found = 0;
  let zohos = 0;
  for (const { cells } of rows) {
    const cell = cells[index] ?? '';
    if (idCell(cell) === null) continue;
    found += 1;
    const value = bareCell(cell);
    if (/^zcrm_/i.test(value)) zohos += 1;
    if (samples.length < SAMPLES && !samples.includes(value)) samples.push(value);
  }
  return {
    index,
    header: header === null ? null : header.trim(),
    samples,
    rows: found,
    isFull: found === rows.length && found > 0,
    isZohos: zohos > 0 && zohos === rows.filter(({ cells }) => bareCell(cells[index] ?? '') !== '').length,
  };
}

function ownColumn(
  columns: readonly Candidate[],
  width: number,
  isNamed: boolean,
  labels: readonly string[],
): number | null {
  const others = columns.filter(({ header }) => header === null || !isNeighbour(header));
  if (!isNamed) return onlyOne(columns.filter(({ isFull }) => isFull));
  const named = others.filter(({ header }) => header !== null && isIdHeader(header));
  if (named.length > 0) return onlyOne(named);
  const ofModule = others.filter(({ header }) => header !== null && isIdOfModule(header, labels));
  if (ofModule.length > 0) return onlyOne(ofModule);
  // Zoho's export puts the own ids first, and names all other id columns "….id" in every language.
  const zohos = others.filter(({ isZohos }) => isZohos);
  if (others.length === 1 && columns.length > 1) return onlyOne(zohos);
  // A list of ids only needs no column name.
  return width === 1 ? onlyOne(others) : null;
}

function onlyOne(columns: readonly Candidate[]): number | null {
  return columns.length === 1 ? (columns[0]?.index ?? null) : null;
}
