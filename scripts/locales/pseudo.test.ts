import { expect, test } from 'vitest';
import { formatFaults, placeholderFaults } from './faults.ts';
import { readMessages } from './messages-file.ts';
import { pseudo, pseudoMessages } from './pseudo.ts';

const english = readMessages('en');
const made = pseudoMessages(english);

test('a text is accented, longer and in brackets', () => {
  expect(pseudo('Remove {n} tags')).toBe('[Řééɱööṽéé {n} ţååğš]');
  expect(pseudo(' (opens in a new tab)')).toMatch(/^ \[\(.+\].*$/);
});

test('what has no words stays', () => {
  expect(pseudo('{name} ({id}): {text}')).toBe('{name} ({id}): {text}');
  expect(made.get('language_tag')).toBe(english.get('language_tag'));
});

test('every text is at least 40 % longer', () => {
  const short = [...made].filter(([key, message]) => {
    const source = english.get(key) ?? '';
    return message !== source && message.length < source.length * 1.4;
  });
  expect(short).toEqual([]);
});

test('Chrome can read it, with the placeholders of English', () => {
  expect(formatFaults(made)).toEqual([]);
  expect(placeholderFaults(english, made)).toEqual([]);
});
