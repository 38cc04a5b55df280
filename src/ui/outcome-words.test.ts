import { fakeBrowser } from '../shared/testing/extension.ts';
import { afterEach, expect, test, vi } from 'vitest';
import german from '../../public/_locales/de/messages.json' with { type: 'json' };
import { outcomeInSentence } from './outcome-words.ts';

const texts: Readonly<Record<string, { readonly message: string }>> = german;

afterEach(() => {
  vi.restoreAllMocks();
});

test('an outcome inside a sentence has a small first letter', () => {
  expect(outcomeInSentence('had-none', 'removal')).toBe('didn’t have it');
  expect(outcomeInSentence('removed', 'undo')).toBe('restored');
});

test('German keeps the capital of a noun, and of nothing else', () => {
  vi.spyOn(fakeBrowser.i18n, 'getMessage').mockImplementation((key: string) => texts[key]?.message ?? '');
  expect(outcomeInSentence('failed', 'removal')).toBe('Fehler');
  expect(outcomeInSentence('had-none', 'removal')).toBe('hatte es nicht');
  expect(outcomeInSentence('failed', 'undo')).toBe('nicht wiederhergestellt');
});
