import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../src/shared/errors.ts';
import { readTagModules } from '../../src/tags/queries/lists.ts';
import type { Fact } from '../../src/tags/store/fact.ts';
import { ID, infoOf, LIST, modulesUpTo, openTagsAlone, type TagsAlone } from './tags-alone.ts';

const HOUR = 3_600_000;
const YEAR = 365 * 24 * HOUR;
let world: TagsAlone;

beforeEach(async () => {
  world = await openTagsAlone();
});
afterEach(() => world.clock.stop());

describe('a store that cannot be written', () => {
  it.each([
    ['storage-full', 250, 0],
    ['storage-full', 650, 8],
    ['storage-broken', 250, 0],
    ['storage-broken', 650, 8],
  ] as const)(
    '%s, from %i ms on: Zoho is asked for nothing more, and pages see the end',
    async (code, fromMs, most) => {
      let isBroken = false;
      world.fails = () => (isBroken ? code : null);
      await world.tags.read({ connectionId: ID, modules: null });
      await world.clock.wait(fromMs);
      isBroken = true;
      const before = world.asked.length;
      await world.clock.wait(2 * HOUR);
      expect(world.asked.length - before).toBeLessThanOrEqual(most);
      expect(world.shown()).toMatchObject({ state: 'ended', ending: 'given-up', error: { code } });
      // A result that could not be stored is still reported.
      expect(world.shown()?.credits.spent).toBe(1 + world.asked.length);
      const alarms = world.alarms.length;
      await world.clock.wait(HOUR);
      expect(world.alarms.length).toBe(alarms);
    },
  );

  it('goes on where it works again within the hour, and no credit is forgotten', async () => {
    let isBroken = false;
    world.fails = () => (isBroken ? 'storage-broken' : null);
    await world.tags.read({ connectionId: ID, modules: null });
    await world.clock.wait(650);
    isBroken = true;
    await world.clock.wait(HOUR / 2);
    isBroken = false;
    await world.clock.wait(HOUR / 2);
    expect(world.shown()).toMatchObject({ ending: 'done', modules: { all: 20, done: 20 } });
    expect(world.shown()?.credits.spent).toBe(1 + world.asked.length);
  });

  it.each(['storage-full', 'storage-broken'] as const)(
    'but for the lists (%s): ends after a few of them',
    async (code) => {
      await world.ends();
      const { store } = world;
      const write = store.write.bind(store);
      const setList = () => Promise.reject(new AppError(code));
      const withoutLists = (fact: Fact) =>
        new Proxy(fact, { get: (of, key) => (key === 'setList' ? setList : (Reflect.get(of, key) as unknown)) });
      store.write = (id, event) => write(id, (fact) => event(withoutLists(fact)));
      const end = await world.ends();
      expect(end).toMatchObject({ ending: 'given-up', error: { code } });
      expect(world.asked.length).toBeLessThan(20);
    },
  );
});

it('where the tokens cannot be read an hour is waited at most', async () => {
  world.list = () => Promise.reject(new AppError('storage-broken'));
  const start = world.clock.now();
  expect(await world.ends()).toMatchObject({ ending: 'given-up', error: { code: 'storage-broken' } });
  expect(world.clock.now() - start).toBeGreaterThan(HOUR / 2);
  expect(world.clock.now() - start).toBeLessThan(2 * HOUR);
});

describe('a wait', () => {
  it('is no longer than it was to be where the clock was set back before another worker began', async () => {
    let asked = 0;
    world.modules = () => {
      asked += 1;
      if (asked === 1) return Promise.reject(new AppError('rate-limited', { retryAfterMs: 300_000 }));
      return Promise.resolve([infoOf('M1')]);
    };
    await world.tags.read({ connectionId: ID, modules: null });
    await world.clock.wait(5_000);
    expect(world.shown()?.state).toBe('waiting');
    world.skewMs = -YEAR;
    world.rebirth();
    world.alarms.length = 0;
    await world.tags.resume();
    expect(Math.max(...world.alarms)).toBeLessThanOrEqual(300_000);
    // Workers that start in the meantime do not make it longer.
    for (let n = 0; n < 4; n += 1) {
      await world.clock.wait(80_000);
      world.rebirth();
      await world.tags.resume();
    }
    await world.clock.wait(30_000);
    expect(world.shown()).toMatchObject({ state: 'ended', ending: 'done' });
  });
});

describe('erasing', () => {
  it('a connection waits for nothing that Zoho is still to answer, and nothing of that is stored', async () => {
    world.list = async (module) => {
      if (module !== 'M0') await world.clock.wait(25_000);
      return LIST;
    };
    await world.tags.read({ connectionId: ID, modules: null });
    await world.clock.wait(1_000);
    const start = world.clock.now();
    await world.tags.disconnected(ID);
    expect(world.clock.now() - start).toBeLessThan(1_000);
    expect(world.shown()).toBeUndefined();
    // Connected again before the old answers arrive.
    world.list = () => Promise.resolve(LIST);
    const end = await world.ends();
    expect(end).toMatchObject({ ending: 'done', credits: { spent: 21 } });
    await world.tags.disconnected(ID);
    await world.clock.wait(60_000);
    expect(world.shown()).toBeUndefined();
    expect(await readTagModules(ID)).toEqual([]);
  });

  it.each([210, 230, 250, 300, 410, 430, 450, 500, 610, 640, 820])(
    'everything, %i ms after it began, leaves no progress that comes later',
    async (ms) => {
      world.modules = () => Promise.resolve(modulesUpTo(60).map(infoOf));
      await world.tags.read({ connectionId: ID, modules: null });
      await world.clock.wait(ms);
      await world.tags.erase();
      // As everything that the browser keeps for the session.
      world.progress.clear();
      await world.clock.wait(60_000);
      expect(world.shown()).toBeUndefined();
      expect(await readTagModules(ID)).toEqual([]);
    },
  );
});
