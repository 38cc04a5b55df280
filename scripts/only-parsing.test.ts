import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import type { ParseResult } from 'papaparse';
import { describe, expect, it } from 'vitest';
import { UNREACHED, withoutBodies } from './only-parsing.ts';

const path = createRequire(import.meta.url).resolve('papaparse/papaparse.js');
const source = readFileSync(path, 'utf8');

interface Papa {
  parse(text: string, options: object): ParseResult<string[]>;
  unparse(rows: readonly (readonly string[])[]): string;
}

function papaOf(code: string): Papa {
  const root: { Papa?: Papa } = {};
  runInNewContext(code, root);
  if (root.Papa === undefined) throw new Error('no Papa Parse');
  return root.Papa;
}

describe('Papa Parse in a build', () => {
  const built = papaOf(withoutBodies(path, source, UNREACHED));

  it.each(['a;b\n1;2', '"a ""b""\n";c\n\n;', '"open;b\n1;2', '\ufeffa|b'])(
    'reads %j as the whole library does',
    (text) => {
      for (const delimiter of ['\t', ';', ',', '|']) {
        const options = { delimiter, newline: '\n' };
        expect(JSON.stringify(built.parse(text, options))).toBe(JSON.stringify(papaOf(source).parse(text, options)));
      }
    },
  );

  it('throws where a call reaches what is left out', () => {
    expect(() => built.unparse([['a']])).toThrow(/JsonToCsv/);
  });

  it('is not built where a function that would be left out is not there', () => {
    expect(() => withoutBodies(path, source, ['noSuchFunction'])).toThrow(/noSuchFunction/);
  });
});
