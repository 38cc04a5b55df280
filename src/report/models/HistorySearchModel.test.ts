import { expect, test } from 'vitest';
import '../../shared/testing/extension.ts';
import type { HistoryQuestion, HistoryStep } from '../../runs/queries/find-in-history.ts';
import { runOf } from '../testing/stored-run.ts';
import { HistorySearchModel } from './HistorySearchModel.ts';

/** A search over a history whose steps find so many records each. */
function searchOver(...found: readonly number[]) {
  const asked: HistoryQuestion[] = [];
  let read = 0;
  async function* steps(question: HistoryQuestion): AsyncGenerator<HistoryStep, void> {
    asked.push(question);
    for (const [n, count] of found.entries()) {
      read += 1;
      const hits = Array.from({ length: count }, () => ({ run: runOf(`run-${n}`, []), row: null }));
      yield { hits, looked: n + 1, all: found.length };
      await Promise.resolve();
    }
  }
  const search = new HistorySearchModel({ findInHistory: steps });
  return { search, asked, read: () => read };
}

test('shows a page of matches, and looks no further before it is asked to', async () => {
  const { search, read } = searchOver(30, 250, 10, 10);
  search.record.value = 'holm';
  search.ask();
  await expect.poll(() => search.state.value).toBe('more');
  expect([search.hits.value.length, read()]).toEqual([100, 2]);
  await search.more();
  expect([search.hits.value.length, search.state.value, read()]).toEqual([200, 'more', 2]);
  await search.more();
  expect([search.hits.value.length, search.state.value]).toEqual([300, 'done']);
  expect(search.looked.value).toEqual({ n: 4, of: 4 });
});

test('a new question puts an end to the one before', async () => {
  const { search, asked } = searchOver(30);
  search.record.value = ' zcrm_581200000001234000 ';
  search.ask();
  search.record.value = '';
  search.tag.value = ' Prime ';
  search.ask();
  await expect.poll(() => search.state.value).toBe('done');
  expect(asked).toEqual([
    { record: '581200000001234000', tag: '' },
    { record: '', tag: 'Prime' },
  ]);
  expect(search.hits.value).toHaveLength(30);
  search.tag.value = ' ';
  expect(search.ask()).toBeNull();
  expect([search.state.value, search.hits.value.length]).toEqual(['idle', 0]);
});
