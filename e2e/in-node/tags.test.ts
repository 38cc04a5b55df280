import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { isUnused } from '../../src/tags/queries/judgements.ts';
import { readOrgTags, readTagModules, readTagRows } from '../../src/tags/queries/lists.ts';
import { countingPrice, readingPrice } from '../../src/tags/queries/price.ts';
import { connectionsItem } from '../../src/shared/stored-items.ts';
import type { TagRow } from '../../src/tags/model/types.ts';
import type { SwitchesInput } from '../zoho/switches.ts';
import { startTags, type TagsInNode } from './tags-in-node.ts';

const HOUR = 3_600_000;
let world: TagsInNode;
let lumen: string;

beforeAll(async () => {
  world = await startTags();
});
beforeEach(async () => {
  await world.reset();
  lumen = await world.connect('lumen');
});
afterAll(() => world.stop());

/** Credits that the simulated Zoho has booked for the org. */
function used(): number {
  return world.zoho.credits('lumen').used;
}

async function readAll(connectionId = lumen) {
  await world.tags.read({ connectionId, modules: null });
  return world.ends(connectionId);
}

/** The price of reading all modules, as the page shows it now. */
async function price() {
  const [org, modules] = await Promise.all([readOrgTags(lumen), readTagModules(lumen)]);
  return readingPrice(org, modules.length, world.clock.now());
}

async function countAll(rows: readonly TagRow[]) {
  const modules = [...new Set(rows.map(({ module }) => module))];
  const tags = modules.map((module) => ({
    module,
    tagIds: rows.filter((row) => row.module === module).map(({ id }) => id),
  }));
  await world.tags.count({ connectionId: lumen, tags });
  return world.ends(lumen);
}

/** The simulated Zoho's data of each tag, in the order of its lists. */
function truth(key = 'lumen') {
  const { countCovers } = world.zoho.switches;
  return world.org(key).modules.flatMap((module) =>
    module.tags().map((tag) => ({
      id: tag.id,
      module: module.apiName,
      name: tag.name,
      colour: tag.colour,
      createdAt: Math.floor(tag.createdAt / 1_000) * 1_000,
      records: module.tagged(tag.id, countCovers),
      lastUsed: tag.usedAt === null ? null : Math.floor(tag.usedAt / 1_000) * 1_000,
      rules: module.rules.filter((rule) => rule.tagIds.includes(tag.id)).map(({ name }) => name),
      isInPrivateView: module.privateViews.some(({ filter }) => filter.kind === 'tag' && filter.tagId === tag.id),
      views: module.views
        .filter(({ filter }) => filter.kind === 'tag' && filter.tagId === tag.id)
        .map(({ name }) => name),
    })),
  );
}

const isUnusedInTruth = (tag: ReturnType<typeof truth>[number]) =>
  tag.records === 0 && tag.rules.length === 0 && tag.views.length === 0 && !tag.isInPrivateView;

const byId = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id).toSorted();

const INCLUDES = ['honoured', 'ignored', 'severalRefused', 'refused'] as const;
const COVERS = ['visible', 'withConverted', 'all'] as const;
const LISTS: readonly SwitchesInput[] = INCLUDES.flatMap((tagInclude) =>
  COVERS.flatMap((countCovers) =>
    (['number', 'string'] as const).map((tagIncludeCount) => ({ tagInclude, countCovers, tagIncludeCount })),
  ),
);

/** `npm run test:all` runs all of them, `npm test` every third. */
function isPlayed(_switches: unknown, n: number): boolean {
  return process.env['UNTAG_TEST_ALL'] !== undefined || n % 3 === 0;
}

describe('the lists of all modules', () => {
  it.each(LISTS.filter(isPlayed))('hold what Zoho knows, at the price that was said: %j', async (switches) => {
    world.zoho.set(switches);
    const before = await price();
    const first = await readAll();
    const rows = await readTagRows(lumen);
    const hasCounts = switches.tagInclude === 'honoured' || switches.tagInclude === 'severalRefused';
    const hasDates = switches.tagInclude === 'honoured';

    expect(first).toMatchObject({ ending: 'done', error: null });
    expect(byId(rows)).toEqual(byId(truth()));
    const stored = new Map(rows.map((row) => [row.id, row]));
    for (const tag of truth()) {
      const row = stored.get(tag.id)!;
      expect(row).toMatchObject({ module: tag.module, name: tag.name, colour: tag.colour, createdAt: tag.createdAt });
      expect([tag.name, row.records?.n ?? null]).toEqual([tag.name, hasCounts ? tag.records : null]);
      expect(row.records?.from ?? null).toBe(hasCounts ? 'list' : null);
      expect([tag.name, row.lastUsed?.on]).toEqual([tag.name, (hasDates ? tag.lastUsed : null) ?? undefined]);
      expect(row.uses).toBeNull();
    }
    // Before the modules are known, the price is that of Zoho's own modules.
    const modules = await readTagModules(lumen);
    const custom = modules.filter(({ isCustom }) => isCustom).length;
    expect(first.credits.spent).toBe(used());
    expect(first.credits.planned).toBe(used());
    expect(used()).toBeLessThanOrEqual(before.most + custom);
    expect(used()).toBeGreaterThanOrEqual(before.least + custom);

    const again = await price();
    expect(again).toEqual({ least: modules.length, most: modules.length });
    const usedBefore = used();
    await readAll();
    expect(used() - usedBefore).toBe(modules.length);
  });

  it.each([
    ['counts', 100],
    ['recordLimit', 100],
    ['absent', null],
  ] as const)('say how full the module is where Zoho does: info %s', async (tagInfo, allowed) => {
    world.zoho.set({ tagInfo });
    await readAll();
    const leads = (await readTagModules(lumen)).find(({ apiName }) => apiName === 'Leads');
    expect(leads?.room).toEqual({ used: 99, allowed });
  });

  it.each(['kept', 'forgotten'] as const)(
    'never say that a tag was not used where Zoho names no date: %s',
    async (tagLastUse) => {
      world.zoho.set({ tagLastUse });
      await readAll();
      const dates = new Map((await readTagRows(lumen)).map(({ id, lastUsed }) => [id, lastUsed]));
      const dated = truth().filter(({ id }) => dates.get(id) !== null);
      for (const { id, name, lastUsed } of dated) expect([name, dates.get(id)?.on]).toEqual([name, lastUsed]);
      const used = truth().filter(({ lastUsed }) => lastUsed !== null).length;
      expect(dated.length).toBeGreaterThan(40);
      expect(dated.length === used).toBe(tagLastUse === 'kept');
    },
  );

  it('cost a credit a module, and one more where their list is an hour old', async () => {
    await readAll();
    const modules = (await readTagModules(lumen)).length;
    for (const [minutes, said, spent] of [
      [1, modules, modules],
      // A list that may be too old when the button is pressed counts as too old.
      [57, modules + 1, modules],
      [7, modules + 1, modules + 1],
      [1, modules, modules],
    ] as const) {
      await world.clock.wait(minutes * 60_000);
      expect(await price()).toEqual({ least: said, most: said });
      const before = used();
      await readAll();
      expect([minutes, used() - before]).toEqual([minutes, spent]);
    }
  });

  it('need no list of modules where Zoho has just listed them for the popup', async () => {
    await world.tags.listed({ connectionId: lumen, modules: await world.modulesOf(lumen) });
    const names = async () => (await readTagModules(lumen)).map(({ apiName }) => apiName);
    const modules = await names();
    expect((await price()).least).toBe(modules.length);
    await readAll();
    expect(world.zoho.requestsTo(/settings\/modules/)).toHaveLength(1);
    expect(byId(await readTagRows(lumen))).toEqual(byId(truth()));
    await world.clock.wait(2 * HOUR);
    await readAll();
    expect(world.zoho.requestsTo(/settings\/modules/)).toHaveLength(2);
    expect(await names()).toEqual(modules);
  });

  it('keep nothing of modules that were listed for a connection that is gone', async () => {
    const modules = await world.modulesOf(lumen);
    await connectionsItem.set([]);
    await world.tags.listed({ connectionId: lumen, modules });
    expect(await readTagModules(lumen)).toEqual([]);
  });

  it('are listed anew where Zoho does not know a module any more', async () => {
    await readAll();
    const body = {
      code: 'INVALID_MODULE',
      details: {},
      message: 'the module name given seems to be invalid',
      status: 'error',
    };
    world.zoho.inject({ fault: 'answer', match: { endpoint: 'tags', nth: 2 }, status: 400, body });
    await readAll();
    expect((await price()).least).toBe((await readTagModules(lumen)).length + 1);
    await readAll();
    expect((await readTagModules(lumen)).every(({ state }) => state === 'read')).toBe(true);
  });

  it('are read side by side, each once', async () => {
    await readAll();
    const lists = world.zoho.requestsTo(/settings\/tags\?/);
    const modules = lists.map(({ query }) => query['module']);
    expect(new Set(modules).size).toBe(modules.length);
  });

  it('name groups of look-alikes, and no years', async () => {
    await readAll();
    const leads = await readTagRows(lumen, 'Leads');
    const groups = new Map<string, string[]>();
    for (const { alike, name } of leads) if (alike !== null) groups.set(alike, [...(groups.get(alike) ?? []), name]);
    expect([...groups.values()].map((group) => group.length).toSorted((one, other) => one - other)).toEqual([
      2, 2, 2, 2, 2, 3, 4,
    ]);
    expect([...groups.values()].find((group) => group.includes('VIP'))).toHaveLength(4);
    expect(leads.find(({ name }) => name === 'Trade show 2026')?.alike).toBeNull();
  });
});

describe('counting tags one by one', () => {
  const COUNTS = COVERS.flatMap((countCovers) =>
    [true, false].map((configuredAreas) => ({ countCovers, configuredAreas })),
  );

  it.each(COUNTS.filter(isPlayed))('tells what Zoho knows, for a credit a tag: %j', async (switches) => {
    world.zoho.set({ tagInclude: 'ignored', ...switches });
    await readAll();
    const listed = await readTagRows(lumen);
    expect(listed.every(({ records, uses }) => records === null && uses === null)).toBe(true);
    const price = countingPrice(listed.length);
    expect(price).toEqual({ least: 180, most: 180 });
    const before = used();
    const end = await countAll(listed);
    expect(used() - before).toBe(180);
    expect(end).toMatchObject({
      ending: 'done',
      counts: { all: 180, done: 180 },
      credits: { spent: 180, planned: 180 },
    });
    const rows = new Map((await readTagRows(lumen)).map((row) => [row.id, row]));
    for (const tag of truth()) {
      const row = rows.get(tag.id)!;
      expect([tag.name, row.records]).toMatchObject([tag.name, { n: tag.records, from: 'count' }]);
      const named = (isView: boolean) =>
        row.uses?.areas
          ?.filter(({ kind }) => (kind === 'view') === isView)
          .flatMap(({ places }) => places.map(({ name }) => name))
          .toSorted();
      const isGiven = switches.configuredAreas;
      expect([tag.name, named(false), named(true)]).toEqual([
        tag.name,
        isGiven ? tag.rules.toSorted() : undefined,
        isGiven ? tag.views.toSorted() : undefined,
      ]);
      const isOnNone = tag.records > 0 ? false : null;
      expect([tag.name, isUnused(row)]).toEqual([tag.name, isGiven ? isUnusedInTruth(tag) : isOnNone]);
    }
  });

  it('names the tags of no record that nothing uses', async () => {
    await readAll();
    await countAll(await readTagRows(lumen));
    const unused = truth().filter((tag) => tag.records === 0 && tag.rules.length === 0 && tag.views.length === 0);
    const said = (await readTagRows(lumen)).filter((row) => isUnused(row) === true);
    expect(unused.length).toBeGreaterThan(50);
    expect(byId(said)).toEqual(byId(unused));
  });
});

it('knows nothing of a connection that was never read', async () => {
  expect(await readOrgTags(lumen)).toBeNull();
  expect(await readTagModules(lumen)).toEqual([]);
  expect(await readTagRows(lumen)).toEqual([]);
});
