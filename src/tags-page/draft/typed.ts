import { asciiDigits } from '../../shared/digits.ts';

/** Compares the typed text with the name, ignoring letter case, spaces, marks and emoji. */
export function isTypedName(typed: string, name: string): boolean {
  const wanted = plain(name);
  // A name of marks alone is compared as it is.
  return wanted === '' ? typed.trim() === name.trim() : plain(typed) === wanted;
}

/** Compares the typed text with the number; digits of any script and separators are accepted. */
export function isTypedNumber(typed: string, n: number): boolean {
  const digits = asciiDigits(typed).replaceAll(/[\s.,'’٬،]/gu, '');
  return /^\d+$/.test(digits) && Number(digits) === n;
}

function plain(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
}
