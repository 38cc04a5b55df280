import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { LAW_SEED } from '../../src/runs/testing/law-seed.ts';
import type { TagModule, TagRow } from '../../src/tags/model/types.ts';
import { readTagModules, readTagRows } from '../../src/tags/queries/lists.ts';
import type { FaultInput } from '../zoho/limits/fault-types.ts';
import { startTags, type TagsInNode } from './tags-in-node.ts';

let world: TagsInNode;

beforeAll(async () => {
  world = await startTags();
});
afterAll(() => world.stop());

const HOUR = 3_600_000;
const MODULES = ['Leads', 'Accounts', 'Contacts', 'Deals', 'Tasks', 'Vehicles', 'Quotes'];

const fault = fc.record({
  fault: fc.constantFrom(
    'lostBeforeApply',
    'lostAfterApply',
    'status500',
    'html',
    'empty',
    'truncated',
    'tooManyRequests',
  ),
  match: fc.record({
    endpoint: fc.constantFrom('modules', 'tags', 'recordsCount'),
    nth: fc.integer({ min: 1, max: 8 }),
    times: fc.integer({ min: 1, max: 12 }),
  }),
}) as fc.Arbitrary<FaultInput>;

const worlds = fc.record({
  tagInclude: fc.constantFrom('honoured', 'ignored', 'severalRefused', 'refused'),
  tagLastUse: fc.constantFrom('kept', 'forgotten'),
  countCovers: fc.constantFrom('visible', 'withConverted', 'all'),
  configuredAreas: fc.boolean(),
  denied: fc.subarray(MODULES, { maxLength: 2 }),
  faults: fc.array(fault, { maxLength: 4 }),
  /** Uses of the store at which the worker dies. */
  deaths: fc.uniqueArray(fc.integer({ min: 1, max: 120 }), { maxLength: 6 }),
  /** Uses of the store at which the wall clock is set, and its error from then on. */
  steps: fc.array(fc.tuple(fc.integer({ min: 1, max: 120 }), fc.integer({ min: -30 * HOUR, max: 30 * HOUR })), {
    maxLength: 4,
  }),
});

/** Worlds that once broke the law: a clock that is set back during a wait while no worker lives. */
const BROKEN: [typeof worlds extends fc.Arbitrary<infer World> ? World : never][] = [
  [
    {
      tagInclude: 'severalRefused',
      tagLastUse: 'kept',
      countCovers: 'visible',
      configuredAreas: false,
      denied: [],
      faults: [{ fault: 'empty', match: { endpoint: 'tags', nth: 2, times: 11 } }],
      deaths: [105, 55, 58, 35, 15, 109],
      steps: [
        [56, -84_621_859],
        [92, -31_799_455],
        [107, -75_141_682],
      ],
    },
  ],
  [
    {
      tagInclude: 'refused',
      tagLastUse: 'kept',
      countCovers: 'visible',
      configuredAreas: true,
      denied: [],
      faults: [
        { fault: 'html', match: { endpoint: 'recordsCount', nth: 3, times: 10 } },
        { fault: 'empty', match: { endpoint: 'tags', nth: 2, times: 11 } },
      ],
      deaths: [40, 42, 96, 109, 53],
      steps: [
        [92, -107_286_758],
        [39, 21_661_272],
        [119, -36_711_562],
      ],
    },
  ],
];

/** Wrong stored facts, in words. */
function breaches(rows: readonly TagRow[], modules: readonly TagModule[], denied: readonly string[]): string[] {
  const org = world.org('lumen');
  const { countCovers, tagInclude } = world.zoho.switches;
  const ofRows = rows.flatMap(({ id, module: apiName, name, records, lastUsed, uses }) => {
    const module = org.module(apiName);
    const tag = module.tagStore.get(id);
    const views = [...module.views, ...module.privateViews];
    const isUsed =
      module.rules.some(({ tagIds }) => tagIds.includes(id)) ||
      views.some(({ filter }) => filter.kind === 'tag' && filter.tagId === id);
    return [
      name === tag?.name ? '' : `${id} is called ${name}`,
      records === null || records.n === module.tagged(id, countCovers) ? '' : `${name} is on ${records.n}`,
      lastUsed === null || (lastUsed.on === null) === (tag?.usedAt === null) ? '' : `${name} was used`,
      uses === null || uses.isUsed === isUsed ? '' : `${name} is used: ${String(uses.isUsed)}`,
      tagInclude === 'ignored' && apiName !== 'Tasks' && records !== null ? `${name} was counted by nobody` : '',
    ];
  });
  const ofModules = modules.flatMap(({ apiName, state, room }) => {
    const there = rows.filter(({ module }) => module === apiName).length;
    const all = org.module(apiName).tags().length;
    return [
      state !== 'read' || there === all ? '' : `${apiName} has ${there} of ${all}`,
      state === 'read' && denied.includes(apiName) ? `${apiName} was read without the right` : '',
      (room.used ?? 0) === there ? '' : `${apiName} says ${room.used ?? 'nothing'} of ${there}`,
    ];
  });
  return [...ofRows, ...ofModules].filter((breach) => breach !== '');
}

it('whatever fails, dies or is set: it ends, no number is other than Zoho’s, and what is not told is unknown', async () => {
  const law = fc.asyncProperty(worlds, async ({ denied, faults, deaths, steps, ...switches }) => {
    await world.reset();
    const lumen = await world.connect('lumen');
    const org = world.org('lumen');
    world.zoho.set(switches);
    for (const one of faults) world.zoho.inject(one);
    for (const module of denied) org.users[0]!.denied.add(`Crm_Implied_View_${module}`);
    const start = world.clock.now();
    let uses = 0;
    world.isFatal = () => {
      uses += 1;
      for (const [at, wrong] of steps) if (at === uses) world.skewMs = wrong;
      return deaths.includes(uses);
    };
    const ask = async (request: () => Promise<void>): Promise<void> => {
      await world.ask(request);
      const end = await world.ends(lumen);
      expect(end.modules.left).toEqual([]);
      expect(world.clock.now() - start).toBeLessThan(12 * HOUR);
    };
    await ask(() => world.tags.read({ connectionId: lumen, modules: null }));
    const tasks = org.module('Tasks').tags();
    await ask(() =>
      world.tags.count({ connectionId: lumen, tags: [{ module: 'Tasks', tagIds: tasks.map(({ id }) => id) }] }),
    );

    expect(breaches(await readTagRows(lumen), await readTagModules(lumen), denied)).toEqual([]);
  });
  const numRuns = process.env['UNTAG_TEST_ALL'] === undefined ? 12 : 200;
  expect(
    fc.defaultReportMessage(
      await fc.check(law, { seed: LAW_SEED, numRuns, timeout: 20_000, endOnFailure: true, examples: BROKEN }),
    ),
  ).toBeUndefined();
}, 300_000);
