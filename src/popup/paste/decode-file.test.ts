import { describe, expect, it } from 'vitest';
import { decodedFile } from './decode-file.ts';

const TABLE = 'Record Id;Name\r\nzcrm_581200000001234001;Müller\r\n';
const wide = (text: string, isBig: boolean): number[] =>
  text.split('').flatMap((sign) => {
    const code = sign.charCodeAt(0);
    return isBig ? [code >> 8, code & 255] : [code & 255, code >> 8];
  });
const latin = (text: string): number[] => text.split('').map((sign) => sign.charCodeAt(0));
const bytes = (...parts: readonly (readonly number[])[]): Uint8Array => Uint8Array.from(parts.flat());

describe('the text of a file', () => {
  it.each([
    ['UTF-8', new TextEncoder().encode(TABLE)],
    ['UTF-8 with its mark', new TextEncoder().encode(`\uFEFF${TABLE}`)],
    ['UTF-16, as Excel writes "Unicode text"', bytes([0xff, 0xfe], wide(TABLE, false))],
    ['UTF-16 with the high byte first', bytes([0xfe, 0xff], wide(TABLE, true))],
    ['UTF-16 without its mark', bytes(wide(TABLE, false))],
    ['UTF-16 without its mark, the high byte first', bytes(wide(TABLE, true))],
    ['the code page of western Europe', bytes(latin(TABLE))],
  ])('in %s', (_name, file) => {
    expect(decodedFile(file, ['en-GB'])).toEqual({ text: TABLE });
  });

  it('in the code page of Japan, also where the browser speaks English', () => {
    // データID in Shift_JIS
    const head = [0x83, 0x66, 0x81, 0x5b, 0x83, 0x5e, 0x49, 0x44];
    const file = bytes(head, latin(',Name\r\nzcrm_581200000001234001,Ada\r\n'));
    for (const language of ['ja', 'en-US', 'de'])
      expect(decodedFile(file, [language])).toEqual({ text: 'データID,Name\r\nzcrm_581200000001234001,Ada\r\n' });
  });

  it.each([
    ['a workbook', [0x50, 0x4b, 3, 4, 20, 0], 'not-text'],
    ['an old workbook', [0xd0, 0xcf, 0x11, 0xe0, 0xa1], 'not-text'],
    ['a picture', [0x89, 0x50, 0x4e, 0x47, 0x0d], 'not-text'],
    ['other bytes', [1, 2, 0, 3, 4, 5, 6, 7, 0x80, 9], 'not-text'],
    ['nothing', [], 'empty'],
    ['a mark alone', [0xef, 0xbb, 0xbf], 'empty'],
  ])('not of %s', (_name, file, problem) => {
    expect(decodedFile(Uint8Array.from(file), ['en'])).toEqual({ problem });
  });

  it('not of a file that is too large', () => {
    expect(decodedFile(new Uint8Array(50_000_001), ['en'])).toEqual({ problem: 'too-big' });
  });
});
