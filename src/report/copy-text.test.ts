import 'fake-indexeddb/auto';
import '../shared/testing/extension.ts';
import { expect, test } from 'vitest';
import { copyText } from './copy-text.ts';
import { runOf, store } from './testing/stored-run.ts';

test('a copied table loses no digit in a spreadsheet, runs nothing there, and keeps its cells as they are', async () => {
  const records = [
    { outcome: 'removed', name: '=HYPERLINK("https://evil.example")' },
    { outcome: 'removed', name: '\t+1\r2' },
  ] as const;
  const run = runOf('run', records);
  await store(run, records);
  const text = await copyText([{ run, pair: null }], { outcome: null, search: '' });
  const [head, ...rows] = text.split('\n');
  expect(head).toBe('"Record ID"\t"Name"\t"Outcome"\t"Reason"');
  expect(rows[0]).toMatch(/^"zcrm_\d{15,20}"\t"'=HYPERLINK\(""https:\/\/evil\.example""\)"\t/);
  expect(rows[1]).toMatch(/^"zcrm_\d{15,20}"\t"'\t\+1\r2"\t/);
});
