import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import type { Call, Fault } from '../testing/model-zoho.ts';
import { fill, isOver, preview, recordId, removeFirstTag, tagOf, type TestWorld, testWorld } from '../testing/world.ts';

let world: TestWorld;
beforeEach(async () => {
  world = await testWorld();
});
afterEach(() => world.end());

const carries = (n: number) => world.zoho.records.get(recordId(n))?.has(tagOf(1).id) === true;

/** The first write gets no answer and is applied 20 s later. `then` decides about the other calls. */
function firstWriteIsLate(then: (call: Call, nth: number) => Fault | null): void {
  let writes = 0;
  world.zoho.fault = (call) => {
    if (call.kind !== 'remove') return null;
    writes += 1;
    if (writes === 1) return { kind: 'silent', code: 'unreachable', applyAfterMs: 20_000, tookMs: 100 };
    return then(call, writes);
  };
}

test.each<[string, (call: Call) => Fault]>([
  ['row by row', () => ({ kind: 'refuses', code: 'RECORD_LOCKED', every: 1 })],
  ['by name', ({ ids }) => ({ kind: 'refused', error: new AppError('record-locked', { recordId: ids[0] ?? '' }) })],
  ['as a whole', () => ({ kind: 'refused', error: new AppError('data-refused', { zohoCode: 'INVALID_DATA' }) })],
  ['with tags kept', () => ({ kind: 'keeps' })],
  ['with rows left out', () => ({ kind: 'omits', every: 1, isKept: true })],
])('a refusal %s is no verdict while a lost write may still be applied', async (_name, refuse) => {
  const ids = fill(world, 3, () => [1]);
  firstWriteIsLate(refuse);
  const { counts } = await removeFirstTag(world, ids);
  expect([0, 1, 2].map((n) => carries(n))).toEqual([false, false, false]);
  expect(counts).toMatchObject({ removed: 3, failed: 0 });
});

test('a refusal is the verdict once two looks are equal, in the words of Zoho', async () => {
  const ids = fill(world, 3, () => [1]);
  let writes = 0;
  world.zoho.fault = ({ kind }) => {
    if (kind !== 'remove') return null;
    writes += 1;
    if (writes === 1) return { kind: 'silent', code: 'unreachable', applyAfterMs: null, tookMs: 100 };
    return { kind: 'refuses', code: 'RECORD_LOCKED', every: 1 };
  };
  const { counts, failures } = await removeFirstTag(world, ids);
  expect(counts).toMatchObject({ failed: 3 });
  expect(failures.map(({ reason }) => reason)).toEqual(['locked', 'locked', 'locked']);
  const looks = world.zoho.calls.filter(({ kind }) => kind === 'read').slice(-2);
  const lost = world.zoho.calls.find(({ kind }) => kind === 'remove')?.endedAt ?? Infinity;
  const [first = 0, second = 0] = looks.map(({ at }) => at);
  expect(first - lost).toBeGreaterThanOrEqual(30_000);
  expect(second - first).toBeGreaterThanOrEqual(30_000);
});

test('a tag that is renamed in mid-run is asked for by its new name, where Zoho refuses the old one', async () => {
  const ids = fill(world, 1_200, () => [1]);
  await preview(world, ids);
  let writes = 0;
  world.zoho.fault = (call) => {
    if (call.kind !== 'remove') return null;
    writes += 1;
    if (writes === 3) world.zoho.tags.set(tagOf(1).id, { ...tagOf(1), name: 'Renamed' });
    const isKnown = call.tags.every(({ id, name }) => world.zoho.tags.get(id)?.name === name);
    return isKnown ? null : { kind: 'refused', error: new AppError('tag-gone', { zohoCode: 'INVALID_DATA' }) };
  };
  await world.engine().start({ runId: 'run', tagIds: [tagOf(1).id] });
  expect((await world.shows('run', isOver)).counts).toMatchObject({ removed: 1_200, failed: 0 });
});

test('nothing is sent under a name that is being read anew: another tag may bear the old one by now', async () => {
  await preview(
    world,
    fill(world, 100, (n) => (n < 50 ? [2] : [1])),
  );
  const old = tagOf(1).name;
  world.zoho.tags.set(tagOf(1).id, { ...tagOf(1), name: 'Renamed' });
  let asked = 0;
  // The second batch already has its names when Zoho answers the first one that a tag is gone.
  world.untilIdentified = async () => {
    asked += 1;
    if (asked === 2) await world.clock.wait(300);
  };
  let refusals = 0;
  world.zoho.fault = (call) => {
    if (call.kind !== 'remove' || (refusals += 1) > 1) return null;
    return { kind: 'refused', error: new AppError('tag-gone', { zohoCode: 'INVALID_DATA' }) };
  };
  await world.engine().start({ runId: 'run', tagIds: [tagOf(1).id, tagOf(2).id] });
  expect((await world.shows('run', isOver)).counts).toMatchObject({ removed: 100 });
  const names = world.zoho.calls.filter(({ kind }) => kind === 'remove').flatMap(({ tags }) => tags);
  expect(names.map(({ name }) => name)).not.toContain(old);
});
