import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Preview } from '../model/types.ts';
import { readPreview } from '../queries/preview.ts';
import { recordId, tagOf, type TestWorld, testWorld, TICKED, CONNECTION, LEADS } from '../testing/world.ts';
import { openJournal } from './open-journal.ts';
import { withRecords } from './previews.ts';

let world: TestWorld;
beforeEach(async () => {
  world = await testWorld();
});
afterEach(() => world.end());

/** All pages of records in stored form. */
function stored(pages: readonly (readonly (readonly number[])[])[]): { preview: Preview; parts: Preview['sets'][] } {
  let preview: Preview | null = null;
  const parts: Preview['sets'][] = [];
  for (const sets of pages) {
    const next = withRecords(preview, { sets, missing: 1, readAt: 5 });
    preview = next.preview;
    parts.push(next.rest);
  }
  return { preview: preview ?? { sets: [], missing: 0, readAt: 0 }, parts };
}

test('counts each set of tags once for each record, wherever it is stored', () => {
  const set = fc.uniqueArray(fc.nat(40), { maxLength: 3 }).map((tags) => tags.toSorted((a, b) => a - b));
  const pages = fc.array(fc.array(set, { minLength: 1, maxLength: 300 }), { maxLength: 6 });
  const law = fc.property(pages, (all) => {
    const { preview, parts } = stored(all);
    const counts = new Map<string, number>();
    for (const { tags, records } of [preview.sets, ...parts].flat())
      counts.set(tags.join(), (counts.get(tags.join()) ?? 0) + records);
    const truth = new Map<string, number>();
    for (const tags of all.flat()) truth.set(tags.join(), (truth.get(tags.join()) ?? 0) + 1);
    expect(counts).toEqual(truth);
    expect(preview.missing).toBe(all.length);
  });
  expect(() => fc.assert(law)).not.toThrow();
});

test('what is written with a page does not grow with the number of different sets', () => {
  const page = (n: number) =>
    Array.from({ length: 200 }, (_, step) => {
      const of = n * 200 + step;
      return [of % 50, 50 + (Math.floor(of / 50) % 50), 100 + (Math.floor(of / 2_500) % 20)];
    });
  let preview: Preview | null = null;
  let most = 0;
  for (let n = 0; n < 250; n += 1) {
    const next = withRecords(preview, { sets: page(n), missing: 0, readAt: 1 });
    preview = next.preview;
    most = Math.max(most, JSON.stringify(next).length);
  }
  expect(most).toBeLessThan(40_000);
});

test('a preview of many different sets is read whole, and goes with its run', async () => {
  for (let n = 1; n <= 60; n += 1) world.zoho.tags.set(tagOf(n).id, tagOf(n));
  const ids = Array.from({ length: 1_300 }, (_, n) => {
    const tags = [1 + (n % 40), 41 + (Math.floor(n / 40) % 20)].map((tag) => tagOf(tag).id);
    world.zoho.records.set(recordId(n), new Set(tags));
    return recordId(n);
  });
  await world.engine().read({ runId: 'run', connectionId: CONNECTION, module: LEADS, source: TICKED, ids });
  await world.shows('run', ({ state }) => state === 'planned');
  const preview = await readPreview('run');
  expect(preview?.sets).toHaveLength(800);
  expect(preview?.sets.reduce((sum, { records }) => sum + records, 0)).toBe(1_300);
  expect(preview?.tags.find(({ tag }) => tag.id === tagOf(1).id)?.records).toBe(33);
  const database = await openJournal();
  expect(await database.count('previewParts')).toBeGreaterThan(0);
  await world.engine().delete({ runId: 'run' });
  expect(await database.count('previewParts')).toBe(0);
});
