import 'fake-indexeddb/auto';
import '../shared/testing/extension.ts';
import { expect, test } from 'vitest';
import { pastedIds } from '../ui/pasted-ids.ts';
import { copyText } from './copy-text.ts';
import { runOf, store } from './testing/stored-run.ts';

test('a copied table loses no digit in a spreadsheet, runs nothing there, and can be pasted back', async () => {
  const records = [
    { outcome: 'removed', name: '=HYPERLINK("https://evil.example")' },
    { outcome: 'removed', name: '\t+1\r2' },
  ] as const;
  const run = runOf('run', records);
  await store(run, records);
  const text = await copyText(run, { outcome: null, search: '' });
  const [, first = '', second = ''] = text.split('\n');
  expect(first).toMatch(/^zcrm_\d{15,20}\t'=HYPERLINK/);
  expect(second.split('\t')[1]).toBe(' +1 2');
  expect(pastedIds(text).ids).toHaveLength(2);
});
