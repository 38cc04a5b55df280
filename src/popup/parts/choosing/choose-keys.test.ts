import { describe, expect, it } from 'vitest';
import { keyAction, type KeyFacts } from './choose-keys.ts';

const CALM: KeyFacts = {
  key: 'Enter',
  isCommand: false,
  isOther: false,
  isRepeated: false,
  place: 'filter',
  hasText: false,
  sinceTick: Infinity,
};

describe('keyAction', () => {
  it.each([
    ['Enter presses Remove when the filter is empty', {}, 'remove'],
    ['Enter ticks the active row when there is text', { hasText: true }, 'tick'],
    ['a held Enter does nothing', { isRepeated: true }, 'guard'],
    ['a held Enter does nothing with Ctrl either', { isRepeated: true, isCommand: true }, 'guard'],
    ['an Enter right after one that ticked does nothing', { sinceTick: 399 }, 'guard'],
    ['an Enter later does', { sinceTick: 400 }, 'remove'],
    ['Ctrl+Enter presses Remove, whatever the filter holds', { isCommand: true, hasText: true }, 'remove'],
    ['Enter on a row is as in the filter', { place: 'row' }, 'remove'],
    ['Escape empties the filter', { key: 'Escape', hasText: true }, 'clear'],
    ['Escape with an empty filter is left to the browser', { key: 'Escape' }, null],
    ['arrows move', { key: 'ArrowDown' }, 'down'],
    ['arrows move up', { key: 'ArrowUp', place: 'row' }, 'up'],
    ['a letter on a row goes to the filter', { key: 'p', place: 'row' }, 'type'],
    ['Space on a row ticks, as the browser does it', { key: ' ', place: 'row' }, null],
    ['a shortcut of the browser is left alone', { key: 'a', place: 'row', isCommand: true }, null],
    ['a letter in the filter is typed by the browser', { key: 'p' }, null],
  ] as const)('%s', (_, facts, action) => {
    expect(keyAction({ ...CALM, ...facts })).toBe(action);
  });
});
