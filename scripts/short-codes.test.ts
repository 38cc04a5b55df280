import { describe, expect, it } from 'vitest';
import { spelt } from '../src/shared/packed-messages.ts';
import { shortCodes } from './short-codes.ts';

const ARABIC = ['أزِل {n} من الوسوم', 'ثلاثة: 3^اثنان: 2', 'Zoho CRM 100 %, "$1" \\ \n#'];
/** More characters than there are codes of one byte, among them those that are codes of two. */
const MANY = Array.from({ length: 400 }, (_, at) => String.fromCharCode(0xf0 + at)).join('');

describe.each([
  ['letters of two bytes', Array.from({ length: 20 }, () => ARABIC).flat()],
  ['more letters than short codes, and a pair of surrogates', [...ARABIC, MANY, '日本語😀'.repeat(300)]],
])('%s', (_name, texts) => {
  it('are spelt again', () => {
    const { letters, texts: coded } = shortCodes(texts);
    expect(letters).not.toBe('');
    expect(coded.map((text) => spelt(text, letters))).toEqual(texts);
  });

  it('add no sign that the browser or the packing reads', () => {
    const { letters, texts: coded } = shortCodes(texts.map((text) => text.replace('$1', '')));
    expect([letters, ...coded].join('')).not.toMatch(/[$|"]\w/);
    expect(letters).not.toMatch(/[$|]/);
  });
});

it('leaves texts as they are where codes save little', () => {
  const texts = ['Gelöschte Tags', 'Überall entfernen'];
  expect(shortCodes(texts)).toEqual({ letters: '', texts });
});
