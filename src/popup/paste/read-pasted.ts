import { asciiDigits } from '../../shared/digits.ts';
import { type Damage, damageOf, roundedAmong } from './damaged-ids.ts';
import type { Grid } from './grid.ts';
import { isIdHeader, isTagHeader } from './headers.ts';
import { type Column, dataRows, idColumns } from './id-column.ts';
import { bareCell, type Finding, type FoundId, idCell, idsIn } from './ids-in-text.ts';
import type { RecordLink } from './record-link.ts';
import { gridOf, raggedGridOf } from './tables.ts';

/** What a pasted text holds. Each line or row is in `ids`, `repeated`, `bare` or `spoilt`, or is counted in `shifted`. */
export interface Pasted {
  /** In the order of the text, each once. */
  readonly ids: readonly string[];
  /** Ids that stood there before. */
  readonly repeated: number;
  /** Lines or rows with text and without an id. */
  readonly empty: readonly Place[];
  /** Ids that a spreadsheet has spoilt: never taken. */
  readonly spoilt: readonly (Place & { readonly damage: Damage })[];
  /** Rows that have more or fewer cells than the others: which of them is the id cannot be told. */
  readonly shifted: readonly Place[];
  /** Where links lead, each place once. */
  readonly links: readonly Omit<RecordLink, 'id'>[];
  readonly table: PastedTable | null;
}

/** A line or row: its number from 1, and its text. */
export interface Place {
  readonly at: number;
  readonly text: string;
}

export interface PastedTable {
  readonly rows: number;
  readonly width: number;
  /** Those that hold ids. */
  readonly columns: readonly Column[];
  /** The one that is read; null where the user has to say it, and then no id is taken. */
  readonly column: number | null;
  /** The text may be no table at all: then how many ids it holds in any place. */
  readonly idsAnywhere: number | null;
  /** Names of columns with tags, which are not read. */
  readonly tagColumns: readonly string[];
  /** The row from which on the quotation marks do not fit; no id is taken then. */
  readonly brokenAt: number | null;
}

/** What the user says of a table: the column, or that it is none and every id in it is meant. */
export type Choice = number | 'anywhere';

const NOTHING_SAID: readonly string[] = [];
/** Signs that nobody sees: of width zero, of direction, and the mark of a file's encoding. */
const UNSEEN = /\p{Cf}/gu;
/** A digit of another script than ours; looked for first, because most texts have none. */
const OTHER_DIGIT = /(?!\d)\p{Nd}/u;
const LINE_END = /\r\n?/g;
const MORE_LINE_ENDS = /[\n\v\f\u0085\u2028\u2029]/;
/** What lists and sheets divide ids with. */
const BETWEEN = /[\t,;|、，；]/;

/**
 * Reads record links and ids out of a text: a table by one column, anything else line by line. `labels` are the names of
 * one and of several records of the page's module.
 */
export function readPasted(raw: string, choice: Choice | null = null, labels = NOTHING_SAID): Pasted {
  const seen = raw.replaceAll(UNSEEN, '').replaceAll(LINE_END, '\n');
  const text = OTHER_DIGIT.test(seen) ? asciiDigits(seen) : seen;
  const lines = text
    .split(MORE_LINE_ENDS)
    .map((line, at) => ({ at: at + 1, text: line.trim() }))
    .filter((line) => line.text !== '');
  const grid = gridOf(text);
  const isTable = grid !== null && !isList(lines);
  const isUnsure = !isTable && lines.some(({ text: line }) => mayBeRow(line));
  if (!isTable && !isUnsure) return fromLines(lines);
  const table = tableOf(isTable ? grid : raggedGridOf(text), lines, labels, isTable);
  if (choice === 'anywhere' && table.facts.idsAnywhere !== null)
    return { ...fromLines(lines), table: { ...table.facts, column: null } };
  const column = typeof choice === 'number' ? choice : table.own;
  return fromColumn(table.grid, table.facts, column);
}

/**
 * One id a line at most, a single line of nothing but ids, or ids in brackets: then there is no other column that one of
 * them could be of.
 */
function isList(lines: readonly Place[]): boolean {
  const isBracketed = /^[[({]/.test(lines[0]?.text ?? '') && /[\])};]$/.test(lines.at(-1)?.text ?? '');
  return lines.every(({ text }) => {
    // Grouped digits look like cells.
    if (damageOf(bareCell(text)) !== null) return true;
    const cells = text.split(BETWEEN).filter((cell) => bareCell(cell) !== '');
    const ids = cells.filter((cell) => idCell(cell) !== null).length;
    return ids === cells.length && (ids < 2 || ((lines.length === 1 || isBracketed) && !text.includes('\t')));
  });
}

/** A line that looks like one row of a table with ids of more than one record. */
function mayBeRow(line: string): boolean {
  const cells = line.split(BETWEEN).filter((cell) => bareCell(cell) !== '');
  const ids = cells.filter((cell) => idCell(cell) !== null).length;
  if (ids === 0 || idsIn(line).ids.length < 2) return false;
  return ids < cells.length || (ids > 1 && line.includes('\t'));
}

function tableOf(grid: Grid, lines: readonly Place[], labels: readonly string[], isTable: boolean) {
  const { columns, own } = idColumns(grid, labels);
  const names = grid.head === null ? [] : (grid.rows[grid.head]?.cells ?? []);
  const isNamed = names.some(isIdHeader);
  const facts: PastedTable = {
    rows: grid.rows.length - (grid.head === null ? 0 : grid.head + 1),
    width: grid.width,
    columns,
    column: null,
    idsAnywhere: isNamed || grid.separator === null ? null : fromLines(lines).ids.length,
    tagColumns: names.map((name) => name.trim()).filter(isTagHeader),
    brokenAt: grid.brokenAt,
  };
  return { grid, facts, own: isTable ? own : null };
}

function fromColumn(grid: Grid, facts: PastedTable, column: number | null): Pasted {
  const reading = new Reading();
  if (column !== null && facts.brokenAt === null) {
    for (const { at, cells } of dataRows(grid)) {
      const cell = cells[column] ?? '';
      reading.add({ at, text: bareCell(cell) }, idCell(cell) ?? single(idsIn(cell)));
    }
    const whole = new Set(dataRows(grid));
    const below = grid.rows.slice(grid.head === null ? 0 : grid.head + 1);
    reading.shifted.push(
      ...below.filter((row) => !whole.has(row)).map(({ at, cells }) => ({ at, text: cells.join(' ') })),
    );
  }
  return reading.result({ ...facts, column });
}

/** A cell that somebody chose may have words beside its id, but not a second id. */
function single(finding: Finding): Finding {
  return finding.ids.length > 1 ? { ids: [], damage: null } : finding;
}

function fromLines(lines: readonly Place[]): Pasted {
  const reading = new Reading();
  for (const [position, line] of lines.entries()) {
    const finding = idsIn(line.text);
    const isHead = position === 0 && line.text.split(BETWEEN).some(isIdHeader);
    const isSign = bareCell(line.text) === '' || /^[-–—_=~]+$/.test(line.text);
    if (!isHead && !isSign) reading.add(line, finding);
  }
  return reading.result(null);
}

/** Adds up lines or rows. */
class Reading {
  readonly empty: Place[] = [];
  readonly spoilt: (Place & { damage: Damage })[] = [];
  readonly shifted: Place[] = [];
  private readonly found: (FoundId & Place)[] = [];

  add(place: Place, { ids, damage }: Finding): void {
    if (damage !== null) this.spoilt.push({ ...place, damage });
    for (const id of ids) this.found.push({ ...place, ...id });
    if (ids.length === 0 && damage === null) this.empty.push(place);
  }

  result(table: PastedTable | null): Pasted {
    const rounded = roundedAmong(this.found.filter(({ isBare }) => isBare).map(({ id }) => id));
    const intact = this.found.filter(({ id, isBare }) => !isBare || !rounded.has(id));
    const ids = new Set(intact.map(({ id }) => id));
    const places = new Map<string, Omit<RecordLink, 'id'>>();
    for (const { link } of intact)
      if (link !== null) places.set(`${link.host} ${link.orgSegment} ${link.moduleSlug}`, link);
    const wronged = this.found.filter(({ id, isBare }) => isBare && rounded.has(id));
    return {
      ids: [...ids],
      repeated: intact.length - ids.size,
      empty: this.empty,
      spoilt: [...this.spoilt, ...wronged.map(({ at, id }) => ({ at, text: id, damage: 'rounded' as const }))],
      shifted: this.shifted,
      links: [...places.values()].map(({ moduleSlug, orgSegment, host }) => ({ moduleSlug, orgSegment, host })),
      table,
    };
  }
}
