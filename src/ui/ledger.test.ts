import { afterEach, expect, it, vi } from 'vitest';
import ar from '../../public/_locales/ar/messages.json';
import de from '../../public/_locales/de/messages.json';
import en from '../../public/_locales/en/messages.json';
import ja from '../../public/_locales/ja/messages.json';
import { fakeBrowser } from '../shared/testing/extension.ts';
import { ledger } from './ledger.ts';

afterEach(() => vi.restoreAllMocks());

/** An undo that restored, found some restored already, and could not restore one. */
const UNDO = {
  kind: 'undo',
  state: 'done',
  total: 9,
  chosenCount: 2,
  counts: { removed: 7, partly: 0, 'had-none': 1, failed: 1, 'not-sent': 0, unknown: 0, pending: 0 },
} as const;

it.each([
  ['en', en, false],
  ['ja', ja, false],
  ['ar', ar, false],
  ['de', de, true],
] as const)(
  'three parts and their sum in %s are a list only where their words are too long for a line',
  (_, all, isList) => {
    const texts: Readonly<Record<string, { readonly message: string }>> = all;
    vi.spyOn(fakeBrowser.i18n, 'getMessage').mockImplementation((key) => texts[key]?.message ?? '');
    const words = ledger(UNDO);
    expect(words.parts).toHaveLength(3);
    expect(words.isList).toBe(isList);
  },
);
