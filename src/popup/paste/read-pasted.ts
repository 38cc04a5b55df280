import { asciiDigits } from '../../shared/digits.ts';
import { type Damage, damageOf, roundedAmong } from './damaged-ids.ts';
import type { Grid } from './grid.ts';
import { isIdHeader, isTagHeader } from './headers.ts';
import { type Column, dataRows, idColumns } from './id-column.ts';
import { bareCell, type Finding, type FoundId, idCell, idsIn } from './ids-in-text.ts';
import type { RecordLink } from '../../shared/record-link.ts';
import { gridOf, raggedGridOf } from './tables.ts';

// In the same bundle, because a file that is read is parsed next.
export { decodedFile, MOST_BYTES } from './decode-file.ts';

/**
 * The result of parsing a pasted text. Each line or row is in `ids`, `repeated`, `bare` or `spoilt`, or is counted in
 * `shifted`.
 */
export interface Pasted {
  /** In the order of the text, each once. */
  readonly ids: readonly string[];
  /** Repeated ids. */
  readonly repeated: number;
  /** Lines or rows with text and without an id. */
  readonly empty: readonly Place[];
  /** Ids that a spreadsheet has damaged. They are never used. */
  readonly spoilt: readonly (Place & { readonly damage: Damage })[];
  /** Rows with more or fewer cells than the others. Their id cell is uncertain. */
  readonly shifted: readonly Place[];
  /** The places that the links lead to, each once. */
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
  /** The columns with ids. */
  readonly columns: readonly Column[];
  /** The chosen column; null where the user must choose, and no id is taken until then. */
  readonly column: number | null;
  /** The number of ids in any place, if the text may be no table at all. */
  readonly idsAnywhere: number | null;
  /** Names of columns with tags, which are not read. */
  readonly tagColumns: readonly string[];
  /** The first row with wrong quotation marks; no id is taken then. */
  readonly brokenAt: number | null;
}

/** The user's answer about a table: the column, or that it is no table and all its ids are wanted. */
export type Choice = number | 'anywhere';

const NOTHING_SAID: readonly string[] = [];
/** Invisible characters: zero-width ones, controls of direction, and the byte order mark. */
const UNSEEN = /\p{Cf}/gu;
/** A digit of another script. Tested first, because most texts have none. */
const OTHER_DIGIT = /(?!\d)\p{Nd}/u;
const LINE_END = /\r\n?/g;
const MORE_LINE_ENDS = /[\n\v\f\u0085\u2028\u2029]/;
/** Separators between ids in lists and sheets. */
const BETWEEN = /[\t,;|、，；]/;

/**
 * Reads record links and ids from a text: from one column of a table, or line by line. `labels`: the singular and
 * plural names of the records on the page.
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

/** At most one id a line, a single line of ids only, or ids in brackets. No other column can then exist. */
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

/** A line that looks like a table row with ids of several records. */
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

/** A cell of the chosen column may have words beside its id, but no second id. */
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
