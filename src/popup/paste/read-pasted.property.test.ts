import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { decodedFile } from './decode-file.ts';
import { readPasted } from './read-pasted.ts';

/** An exported table, and the ids of its rows. */
interface Made {
  readonly text: string;
  readonly own: readonly string[];
  /** Whether the column of the own ids has Zoho's name. */
  readonly isNamed: boolean;
}

const RUNS = process.env['UNTAG_TEST_ALL'] === '1' ? 10_000 : 400;
vi.setConfig({ testTimeout: 120_000 });

const ownId = (n: number): string => `5812000000012${String(34_001 + n * 7).padStart(5, '0')}`;
const otherId = fc.integer({ min: 1, max: 999 }).map((n) => `58120000000990${String(n).padStart(4, '0')}`);
const link = (id: string): string => `https://crm.zoho.com/crm/org7/tab/Contacts/${id}`;

const FORMS: readonly ((id: string) => string)[] = [
  (id) => `zcrm_${id}`,
  (id) => id,
  (id) => `="${id}"`,
  (id) => ` ${id} `,
  link,
];

/** Cells of columns without ids, with content that breaks simple parsers. */
const noise = fc.oneof(
  fc.constantFrom(
    '',
    'Ada',
    'Müller & Söhne',
    'Acme;=6*7',
    'Tran, Bo',
    'a\tb',
    'line\nbreak',
    'line\r\nbreak',
    'say "hi"',
    '"',
    ';',
    ',',
    '|',
    "O'Neil",
    '2026-01-02 10:00:00',
    '+49 170 1234567',
  ),
  otherId.map((id) => `see ${id} again`),
  otherId.map((id) => `call ${link(id)}, please`),
  fc.string({ maxLength: 12 }),
);
const number = fc.constantFrom('356938035643809', '4111111111111111', '123456789012345678');

type Column = { readonly name: string; readonly cells: readonly string[] };

const column = (rows: number, style: string): fc.Arbitrary<Column> => {
  const filled = <Cell>(cell: fc.Arbitrary<Cell>) => fc.array(cell, { minLength: rows, maxLength: rows });
  const neighbour = fc.tuple(
    fc.constantFrom('Account Owner', 'Parent Account', '取引先名', 'Besitzer'),
    fc.constantFrom(...FORMS),
    filled(otherId),
    filled(fc.boolean()),
    fc.boolean(),
  );
  return fc.oneof(
    neighbour.map(([name, form, ids, isThere, isFull]) => ({
      name: `${name}${style}`,
      cells: ids.map((id, n) => (isFull || isThere[n] === true ? form(id) : '')),
    })),
    filled(noise).map((cells) => ({ name: 'Name', cells })),
    filled(number).map((cells) => ({ name: 'IMEI', cells })),
    filled(fc.constantFrom('Hot', 'Hot; Prime', '')).map((cells) => ({ name: 'Tag', cells })),
  );
};

const made: fc.Arbitrary<Made> = fc
  .record({
    rows: fc.integer({ min: 1, max: 7 }),
    style: fc.constantFrom('.id', ' ID'),
    heads: fc.constantFrom('known', 'unknown', 'none'),
    hasOwn: fc.boolean(),
    form: fc.constantFrom(...FORMS),
    separator: fc.constantFrom(',', ';', '\t', '|'),
    isAllQuoted: fc.boolean(),
    lineEnd: fc.constantFrom('\n', '\r\n'),
  })
  // One line of ids only is a list.
  .map((way) => (way.heads === 'none' ? { ...way, rows: way.rows + 1 } : way))
  .chain((way) =>
    fc.array(column(way.rows, way.style), { minLength: 1, maxLength: 5 }).chain((others) => {
      const own = Array.from({ length: way.rows }, (_, n) => ownId(n));
      // A table without names and without its own ids does not show whose ids it has.
      const isOwned = way.hasOwn || way.heads === 'none';
      const first: Column = isOwned
        ? { name: way.heads === 'known' ? 'Record Id' : 'Kennzeichen', cells: own.map(way.form) }
        : { name: 'Company', cells: own.map(() => 'Acme') };
      return fc.shuffledSubarray([first, ...others], { minLength: others.length + 1 }).map((columns) => {
        const cell = (value: string): string =>
          way.isAllQuoted || /[",;\t|\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
        const line = (values: readonly string[]): string => values.map(cell).join(way.separator);
        const body = own.map((_, n) => line(columns.map(({ cells }) => cells[n] ?? '')));
        const head = way.heads === 'none' ? [] : [line(columns.map(({ name }) => name))];
        return {
          text: [...head, ...body].join(way.lineEnd) + way.lineEnd,
          own: isOwned ? own : [],
          isNamed: isOwned && way.heads === 'known',
        };
      });
    }),
  );

it('never takes an id of another column: the ids of the rows, or the question', () => {
  let asked = 0;
  fc.assert(
    fc.property(made, ({ text, own, isNamed }) => {
      const { ids, table } = readPasted(text);
      const isAsked = table !== null && table.column === null;
      if (isAsked) asked += 1;
      expect(ids.filter((id) => !own.includes(id))).toEqual([]);
      expect(isAsked ? ids : []).toEqual([]);
      expect(isNamed ? ids : own).toEqual(own);
    }),
    { numRuns: RUNS },
  );
  // The tables are neither all certain nor all doubtful.
  expect(asked).toBeGreaterThan(RUNS / 20);
  expect(asked).toBeLessThan((RUNS * 4) / 5);
});

it('counts every row of a table once', () => {
  fc.assert(
    fc.property(made, ({ text }) => {
      const { ids, repeated, empty, spoilt, shifted, table } = readPasted(text);
      if (table === null || table.column === null) return;
      expect(ids.length + repeated + empty.length + spoilt.length + shifted.length).toBe(table.rows);
    }),
    { numRuns: RUNS },
  );
});

it('reads the same from a file in each encoding that a spreadsheet writes', () => {
  const wide = (text: string, isBig: boolean): Uint8Array => {
    const bytes = new Uint8Array(text.length * 2 + 2);
    const view = new DataView(bytes.buffer);
    view.setUint16(0, 0xfeff, !isBig);
    for (let at = 0; at < text.length; at += 1) view.setUint16(at * 2 + 2, text.charCodeAt(at), !isBig);
    return bytes;
  };
  const western = fc
    .tuple(made)
    .map(([table]) => ({ ...table, text: table.text.replaceAll(/[^\n\r\t -~\u00a0-\u00ff]/g, '?') }));
  fc.assert(
    fc.property(western, ({ text }) => {
      const files = [
        new TextEncoder().encode(text),
        new TextEncoder().encode(`\uFEFF${text}`),
        wide(text, false),
        wide(text, true),
        Uint8Array.from(text, (sign) => sign.charCodeAt(0)),
      ];
      for (const file of files) {
        const read = decodedFile(file, ['de']);
        expect(readPasted('text' in read ? read.text : '').ids).toEqual(readPasted(text).ids);
      }
    }),
    { numRuns: RUNS / 10 },
  );
});

it('ends with any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      expect(readPasted(text).ids.every((id) => /^\d{15,20}$/.test(id))).toBe(true);
    }),
    { numRuns: RUNS },
  );
});
