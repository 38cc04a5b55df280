import '../../shared/testing/extension.ts';
import { afterEach, expect, test, vi } from 'vitest';
import ja from '../../../public/_locales/ja/messages.json' with { type: 'json' };
import { fakeBrowser } from '../../shared/testing/extension.ts';
import { useWords } from './tag-words.ts';

const USES = {
  named: { workflow: 2, blueprint: 0, orchestration: 0, view: 1, other: 0 },
  isUsed: true,
  isWhole: true,
} as const;

afterEach(() => vi.restoreAllMocks());

test('the uses of a tag are joined by the sign of the language', () => {
  expect(useWords(USES)).toBe('2 rules, 1 view');
  const texts: Readonly<Record<string, { readonly message: string }>> = ja;
  vi.spyOn(fakeBrowser.i18n, 'getMessage').mockImplementation((key) => texts[key]?.message ?? '');
  expect(useWords(USES)).toBe('ルール2件、ビュー1件');
});
