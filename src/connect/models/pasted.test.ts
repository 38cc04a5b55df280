import { expect, test } from 'vitest';
import { pastedAs } from './pasted.ts';

const ID = '1000.4QZ8M0T2X7N5C1V9B3L6K8J2H4G7FD';
const SECRET = '0123456789abcdef0123456789abcdef0123456789';

test('a whole id is taken, with white space around it and among other words', () => {
  expect(pastedAs(` ${ID}\n`)).toEqual({ kind: 'id', clientId: ID });
  expect(pastedAs(`Client ID\n${ID}\nClient Secret\n${SECRET}`)).toEqual({ kind: 'id', clientId: ID });
});

test('a secret is known by its form', () => {
  expect(pastedAs(SECRET)).toEqual({ kind: 'secret' });
  expect(pastedAs(SECRET.toUpperCase())).toEqual({ kind: 'secret' });
  expect(pastedAs(SECRET.slice(1))).toEqual({ kind: 'other' });
});

test('part of an id is no id, and neither is a code or a pair of ids', () => {
  expect(pastedAs('1000.')).toEqual({ kind: 'part' });
  expect(pastedAs(ID.slice(0, -1))).toEqual({ kind: 'part' });
  expect(pastedAs(`1000.${'a'.repeat(32)}.${'b'.repeat(32)}`)).toEqual({ kind: 'other' });
  expect(pastedAs(`${ID} ${ID}`)).toEqual({ kind: 'other' });
  expect(pastedAs('  ')).toEqual({ kind: 'empty' });
});
