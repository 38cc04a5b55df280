import { describe, expect, it } from 'vitest';
import { BETWEEN_NAMES, defused, separatorOf, tableLine } from './spreadsheet-line.ts';

describe('the beginning of a formula', () => {
  const signs = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '﹦', '﹢', '﹣', '﹫'];
  const before = [
    '',
    ' ',
    '\u00a0',
    '\u3000',
    '\t',
    '\r',
    '\n',
    '\r\n',
    '\v',
    '\f',
    '\u0000',
    '\u200b',
    '\ufeff',
    '\u202e',
    '\u2028',
    ' \n\u200b',
  ];

  it.each(before)('is defused behind %j', (skipped) => {
    for (const sign of signs) expect(defused(`${skipped}${sign}1+1`)).toBe(`'${skipped}${sign}1+1`);
  });

  it.each(['Ada', 'a=1', '1-1', '"=1"', "'=1", '#REF', '½', '', ' ', '\n', '日本', 'Acme;=6*7'])(
    'is not seen in %j',
    (value) => {
      expect(defused(value)).toBe(value);
    },
  );
});

it('quotes every cell and changes nothing inside', () => {
  expect(tableLine(['zcrm_1', 'Acme;=6*7', 'a\tb\r\n"c"', '', '=1'], ';')).toBe(
    '"zcrm_1";"Acme;=6*7";"a\tb\r\n""c""";"";"\'=1"',
  );
});

it.each([
  ['en-US', ','],
  ['en-GB', ','],
  ['ja', ','],
  ['de', ';'],
  ['fr-FR', ';'],
  ['pt-BR', ';'],
  ['ar-EG', ';'],
])('divides as spreadsheets in %s do', (locale, separator) => {
  expect(separatorOf(locale)).toBe(separator);
});

it('joins names by a sign that divides no cells', () => {
  expect(BETWEEN_NAMES).not.toMatch(/[,;\t|:]/);
});
