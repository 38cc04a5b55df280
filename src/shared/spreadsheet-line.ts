/** The characters that separate the cells of a line. */
export type Separator = ',' | ';' | '\t';

/** Separates several names in one cell. No spreadsheet takes it for a separator of cells. */
export const BETWEEN_NAMES = ' · ';

/** Characters that spreadsheets skip before a formula: white space, line breaks, and invisible characters. */
const SKIPPED = /^[\s\p{Z}\p{C}]+/u;
/** The first sign of a formula. */
const FORMULA = /^[=+\-@]/;

/**
 * Puts an apostrophe before text that a spreadsheet would evaluate. Full-width and small forms of the signs count,
 * because spreadsheets in East Asia treat them as the plain ones.
 */
export function defused(value: string): string {
  const [first = ''] = value.replace(SKIPPED, '');
  return FORMULA.test(first.normalize('NFKC')) ? `'${value}` : value;
}

/**
 * One line of a table without its end. Every cell is quoted, because spreadsheets also split at characters other than
 * the separator. The content of a cell stays as it is. Source: RFC 4180.
 */
export function tableLine(cells: readonly string[], separator: Separator): string {
  return cells.map((cell) => `"${defused(cell).replaceAll('"', '""')}"`).join(separator);
}

/** The character that spreadsheets separate cells with in that locale; in the computer's own without one. */
export function separatorOf(locale?: string): Separator {
  const parts = new Intl.NumberFormat(locale).formatToParts(1.5);
  return parts.find(({ type }) => type === 'decimal')?.value === '.' ? ',' : ';';
}
