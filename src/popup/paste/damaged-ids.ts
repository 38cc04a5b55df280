/** The ways in which a spreadsheet or a program damages an id: a power of ten, decimals, groups, or rounding. */
export type Damage = 'power' | 'decimals' | 'groups' | 'rounded';

const POWER = /^[+-]?\d+(?:[.,]\d+)?e\+?\d{2}$/i;
/** After a comma, only zeros: other digits may be the next cell. */
const DECIMALS = /^[+-]?\d{15,20}(?:\.\d{1,4}|,0{1,4})$/;
/** By thousands, or as in India: 5,81,20,00,… */
const GROUPS = /^\d{1,3}(?:[.,'’\s]\d{2,3}){4,9}$/;

/** Digits that Excel and LibreOffice keep of a number. */
const KEPT_DIGITS = 15;

/** The damage that a single value shows. */
export function damageOf(value: string): Damage | null {
  if (POWER.test(value)) return 'power';
  if (DECIMALS.test(value)) return 'decimals';
  const digits = value.replaceAll(/\D/g, '').length;
  return GROUPS.test(value) && digits >= 15 && digits <= 20 ? 'groups' : null;
}

/** Damaged numbers in a line of text. */
export const DAMAGED_IN_TEXT =
  /(?<![\p{L}\p{N}_./,-])(?:\d(?:[.,]\d+)?e\+?\d{2}|\d{15,20}(?:\.\d{1,4}|,0{1,4})|\d{1,3}(?:([.,'’ \u00a0\u202f])\d{2,3})(?:\1\d{2,3}){3,8})(?![\p{L}\p{N}_]|[.,]\d)/giu;

/**
 * Bare ids that a program has rounded. A single id may end in zeros by chance, but several do not: among ids of 18
 * digits, one in a thousand looks like a spreadsheet's rounding, and one in 64 is a floating-point number.
 */
export function roundedAmong(ids: readonly string[]): ReadonlySet<string> {
  const distinct = [...new Set(ids)];
  const zeros = distinct.filter(endsInZeros);
  const longZeros = zeros.filter((id) => id.length >= KEPT_DIGITS + 3);
  const rounded = new Set<string>();
  // A program that rounds changes all ids, so a single hit among many is chance.
  if (longZeros.length > distinct.length / 3) for (const id of longZeros) rounded.add(id);
  if (isImprobable(zeros, distinct, ({ length }) => 10 ** (KEPT_DIGITS - length)))
    for (const id of zeros) rounded.add(id);
  const floats = distinct.filter(isFloat);
  if (isImprobable(floats, distinct, (id) => 1 / floatSpacing(id))) for (const id of floats) rounded.add(id);
  return rounded;
}

function endsInZeros(id: string): boolean {
  return id.length > KEPT_DIGITS && /^0+$/.test(id.slice(KEPT_DIGITS));
}

/** Whether a floating-point number holds the id exactly, or JavaScript or Python writes one so. */
function isFloat(id: string): boolean {
  return Number(id) > Number.MAX_SAFE_INTEGER && (String(Number(id)) === id || String(BigInt(Number(id))) === id);
}

/** The distance between two floating-point numbers of that size. */
function floatSpacing(id: string): number {
  return Math.max(1, 2 ** (Math.floor(Math.log2(Number(id))) - 52));
}

/**
 * Whether this many hits among ids are no chance: all of them with odds below 1 : 65,536, or four times the likely
 * number.
 */
function isImprobable(hits: readonly string[], all: readonly string[], chanceOf: (id: string) => number): boolean {
  const bits = hits.reduce((sum, id) => sum - Math.log2(Math.min(1, chanceOf(id))), 0);
  const likely = all.reduce((sum, id) => sum + Math.min(1, chanceOf(id)), 0);
  return (hits.length === all.length && hits.length > 1 && bits >= 16) || hits.length >= 4 + 4 * likely;
}
