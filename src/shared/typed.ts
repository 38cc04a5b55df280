import { asciiDigits } from './digits.ts';

/** The text that a confirmation asks for. */
export type ToType =
  | { readonly what: 'name'; readonly name: string }
  | { readonly what: 'records' | 'tags'; readonly n: number };

/** Whether the text is what was asked for. */
export function isTyped(typed: string, wanted: ToType): boolean {
  return wanted.what === 'name' ? isTypedName(typed, wanted.name) : isTypedNumber(typed, wanted.n);
}

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
