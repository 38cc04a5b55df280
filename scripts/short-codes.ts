import { FIRST_CODE, FORM_SEPARATOR, SEPARATOR } from '../src/shared/packed-messages.ts';

/** The character that JSON escapes, and the separators. They are always themselves. */
const SELF: readonly string[] = ['\\', FORM_SEPARATOR, SEPARATOR];
/** The last printable character of ASCII, which is one byte in UTF-8. */
const LAST_SHORT_CODE = 0x7e;
/** Two bytes in UTF-8 from here. No code is a control character or a punctuation mark of Latin-1. */
const FIRST_LONG_CODE = 0x100;
/** In the place of a code that no text has. */
const UNUSED = ' ';

interface Coded {
  /** As `src/shared/packed-messages.ts` describes it. */
  readonly letters: string;
  readonly texts: readonly string[];
}

/**
 * Texts with a code of one byte for each of their most frequent characters, and with one of two bytes for the others. A
 * third of the size of Arabic and of Japanese in UTF-8 is the part of a letter that says its script. Texts stay as they
 * are, without letters, where the codes save less than a tenth.
 */
export function shortCodes(texts: readonly string[]): Coded {
  const counts = new Map<string, number>();
  for (const character of texts.join('').match(/[%-\uffff]/g) ?? [])
    if (!SELF.includes(character)) counts.set(character, (counts.get(character) ?? 0) + 1);
  const frequent = [...counts.keys()].sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0) || (a < b ? -1 : 1));

  const short = charactersFrom(FIRST_CODE, LAST_SHORT_CODE + 1 - FIRST_CODE);
  const free = new Set(short.filter((code) => !SELF.includes(code)));
  const first = frequent.slice(0, free.size);
  const codes = new Map([...SELF, ...first.filter((character) => free.has(character))].map((same) => [same, same]));
  for (const code of codes.keys()) free.delete(code);
  const others = first.filter((character) => !short.includes(character));
  for (const [at, code] of [...free].slice(0, others.length).entries()) codes.set(others[at] ?? '', code);
  const rare = frequent.filter((character) => !codes.has(character)).sort();
  for (const [at, code] of charactersFrom(FIRST_LONG_CODE, rare.length).entries()) codes.set(rare[at] ?? '', code);

  const characterOf = new Map([...codes].map(([character, code]) => [code, character]));
  const letters = charactersFrom(FIRST_CODE, FIRST_LONG_CODE + rare.length - FIRST_CODE).map((code) =>
    code === SEPARATOR ? UNUSED : (characterOf.get(code) ?? UNUSED),
  );
  const coded = texts.map((text) => text.replaceAll(/[%-\uffff]/g, (character) => codes.get(character) ?? ''));
  return bytesOf([...letters, ...coded]) < 0.9 * bytesOf(texts)
    ? { letters: letters.join(''), texts: coded }
    : { letters: '', texts };
}

function charactersFrom(first: number, count: number): readonly string[] {
  return Array.from({ length: count }, (_, at) => String.fromCharCode(first + at));
}

function bytesOf(texts: readonly string[]): number {
  return Buffer.byteLength(texts.join(''));
}
