/** What divides the cells of a line. */
export type Separator = ',' | ';' | '\t';

/** Separates several names in one cell. No spreadsheet takes it for a separator of cells. */
export const BETWEEN_NAMES = ' · ';

/** What spreadsheets skip before a formula: white space, line breaks, and signs that nobody sees. */
const SKIPPED = /^[\s\p{Z}\p{C}]+/u;
/** The first sign of a formula. */
const FORMULA = /^[=+\-@]/;

/**
 * With an apostrophe before what a spreadsheet would run. Full-width and small forms of the signs count: spreadsheets in
 * East Asia take them for the plain ones.
 */
export function defused(value: string): string {
  const [first = ''] = value.replace(SKIPPED, '');
  return FORMULA.test(first.normalize('NFKC')) ? `'${value}` : value;
}

/**
 * One line of a table without its end. Every cell is quoted, because spreadsheets divide at other signs than the one that
 * was meant; nothing inside a cell changes. Source: RFC 4180.
 */
export function tableLine(cells: readonly string[], separator: Separator): string {
  return cells.map((cell) => `"${defused(cell).replaceAll('"', '""')}"`).join(separator);
}

/** What spreadsheets divide cells with where numbers are written as in that locale; the computer's own without one. */
export function separatorOf(locale?: string): Separator {
  const parts = new Intl.NumberFormat(locale).formatToParts(1.5);
  return parts.find(({ type }) => type === 'decimal')?.value === '.' ? ',' : ';';
}
