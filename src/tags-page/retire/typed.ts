import { asciiDigits } from '../../shared/digits.ts';

/** Whether what was typed means the name: letter case, spaces, marks and emoji do not count. */
export function isTypedName(typed: string, name: string): boolean {
  const wanted = plain(name);
  // A name of marks alone is compared as it is.
  return wanted === '' ? typed.trim() === name.trim() : plain(typed) === wanted;
}

/** Whether what was typed is the number, in the digits of any script, with separators or without. */
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
