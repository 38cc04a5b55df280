import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  CONNECTION,
  fill,
  isOver,
  LEADS,
  preview,
  tagOf,
  type TestWorld,
  testWorld,
  TICKED,
} from '../testing/world.ts';

let world: TestWorld;
beforeEach(async () => {
  world = await testWorld();
});
afterEach(() => world.end());

const VIEW = { kind: 'view', viewId: '5725767000000087501', viewName: 'My Leads', pages: null } as const;

describe.each([
  ['org', { zgid: '60012345679' }],
  ['user', { userId: '5725767000000411999' }],
] as const)('a token of another %s', (why, other) => {
  const own = () => world.identity;

  test.each([
    ['ids', TICKED],
    ['a view', VIEW],
  ] as const)('has nothing read of %s', async (_name, source) => {
    const ids = fill(world, 120, () => [1]);
    const right = own();
    world.identity = { ...right, ...other };
    const given = source.kind === 'view' ? null : ids;
    await world.engine().read({ runId: 'run', connectionId: CONNECTION, module: LEADS, source, ids: given });
    await world.shows('run', (now) => now.why === why);
    expect(world.zoho.calls).toEqual([]);
    world.identity = right;
    await world.engine().signedIn(CONNECTION);
    expect((await world.shows('run', ({ state }) => state === 'planned')).counts.pending).toBe(120);
  });

  test('has neither names nor records read before a write', async () => {
    await preview(
      world,
      fill(world, 120, () => [1]),
    );
    await world.clock.wait(600_000);
    const began = world.zoho.calls.length;
    const right = own();
    world.identity = { ...right, ...other };
    await world.engine().start({ runId: 'run', tagIds: [tagOf(1).id] });
    await world.shows('run', (now) => now.why === why);
    expect(world.zoho.calls.slice(began)).toEqual([]);
    world.identity = right;
    await world.engine().signedIn(CONNECTION);
    expect((await world.shows('run', isOver)).counts.removed).toBe(120);
  });

  test('has nothing looked at when a run stops', async () => {
    await preview(
      world,
      fill(world, 120, () => [1]),
    );
    let isSent = false;
    world.zoho.fault = ({ kind }) => {
      if (kind !== 'remove') return null;
      isSent = true;
      return { kind: 'silent', code: 'timeout', applyAfterMs: 100, tookMs: 20_000 };
    };
    await world.engine().start({ runId: 'run', tagIds: [tagOf(1).id] });
    await world.shows('run', () => isSent);
    const began = world.zoho.calls.length;
    const right = own();
    world.identity = { ...right, ...other };
    await world.engine().stop({ runId: 'run' });
    expect((await world.shows('run', isOver)).counts).toMatchObject({ pending: 0, unknown: 120 });
    expect(world.zoho.calls.slice(began).filter(({ kind }) => kind === 'read')).toEqual([]);
    world.identity = right;
    world.zoho.fault = () => null;
    await world.engine().check({ runId: 'run' });
    expect((await world.shows('run', (now) => isOver(now) && now.counts.unknown === 0)).counts.removed).toBe(120);
  });
});
