import { describe, expect, it } from 'vitest';
import { keyAction, type KeyFacts } from './choose-keys.ts';

const CALM: KeyFacts = {
  key: 'Enter',
  isCommand: false,
  isOther: false,
  isRepeated: false,
  place: 'filter',
  hasText: false,
};

describe('keyAction', () => {
  it.each([
    ['Enter in an empty filter does nothing', {}, 'guard'],
    ['Enter in the filter chooses the highlighted tag', { hasText: true }, 'choose'],
    ['Enter on a row chooses it, like Space', { place: 'row' }, 'toggle'],
    ['Enter on a row chooses it, whatever the filter holds', { place: 'row', hasText: true }, 'toggle'],
    ['a held Enter does nothing', { isRepeated: true, hasText: true }, 'guard'],
    ['a held Enter does nothing with Ctrl either', { isRepeated: true, isCommand: true }, 'guard'],
    ['Ctrl+Enter presses Remove', { isCommand: true }, 'remove'],
    ['Ctrl+Enter presses Remove, whatever the filter holds', { isCommand: true, hasText: true }, 'remove'],
    ['Ctrl+Enter presses Remove from a row', { isCommand: true, place: 'row' }, 'remove'],
    ['Enter that ends a word of an input method is left to it', { isOther: true, hasText: true }, null],
    ['Escape empties the filter', { key: 'Escape', hasText: true }, 'clear'],
    ['Escape with an empty filter is left to the browser', { key: 'Escape' }, null],
    ['arrows move', { key: 'ArrowDown' }, 'down'],
    ['arrows move up', { key: 'ArrowUp', place: 'row' }, 'up'],
    ['a letter on a row goes to the filter', { key: 'p', place: 'row' }, 'type'],
    ['Space on a row chooses, as the browser does it', { key: ' ', place: 'row' }, null],
    ['a shortcut of the browser is left alone', { key: 'a', place: 'row', isCommand: true }, null],
    ['a letter in the filter is typed by the browser', { key: 'p' }, null],
  ] as const)('%s', (_, facts, action) => {
    expect(keyAction({ ...CALM, ...facts })).toBe(action);
  });

  it('removes only with Ctrl or ⌘, whatever else is so', () => {
    const both = [true, false];
    for (const isOther of both)
      for (const isRepeated of both)
        for (const hasText of both)
          for (const place of ['filter', 'row'] as const)
            for (const key of ['Enter', ' ', 'a', 'Escape', 'ArrowDown', 'Tab', 'NumpadEnter'])
              expect(keyAction({ key, isCommand: false, isOther, isRepeated, hasText, place })).not.toBe('remove');
  });
});
