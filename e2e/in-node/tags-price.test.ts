import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../src/shared/errors.ts';
import type { TagInclude } from '../../src/zoho/types.ts';
import { readOrgTags, readTagModules } from '../../src/tags/queries/lists.ts';
import { readingPrice } from '../../src/tags/queries/price.ts';
import { ID, infoOf, LIST, modulesUpTo, openTagsAlone, type TagsAlone } from './tags-alone.ts';

let world: TagsAlone;

let listings = 0;

/** The price of reading all modules, as the page shows it now. */
async function price() {
  const [org, modules] = await Promise.all([readOrgTags(ID), readTagModules(ID)]);
  return readingPrice(org, modules.length, world.clock.now());
}

beforeEach(async () => {
  world = await openTagsAlone();
  listings = 0;
});
afterEach(() => world.clock.stop());

const REFUSALS: Readonly<Record<string, AppError>> = {
  'of its own': new AppError('zoho-other', { zohoCode: 'SOMETHING_NEW' }),
  'of another field': new AppError('data-refused', { field: 'module' }),
  'that names the extras': new AppError('data-refused', { field: 'include' }),
};
/** The extras that Zoho accepts with a module's tags. */
const TAKES: Readonly<Record<string, (include: readonly TagInclude[]) => boolean>> = {
  all: () => true,
  one: ({ length }) => length <= 1,
  'the date alone': (include) => include.length === 0 || include.join() === 'last_accessed_time',
  none: ({ length }) => length === 0,
};
const WHICH: Readonly<Record<string, (at: number) => boolean>> = {
  none: () => false,
  'the first': (at) => at === 0,
  'the first four': (at) => at < 4,
  'every other': (at) => at % 2 === 0,
  all: () => true,
};
/** Where Zoho takes all extras, it names none as the reason of a refusal. */
const NAMINGS = Object.keys(TAKES).flatMap((takes) =>
  (takes === 'all' ? [true] : [true, false]).map((isNamed) => ({ takes, isNamed })),
);
const CASES = NAMINGS.flatMap((naming) =>
  Object.keys(REFUSALS).flatMap((refusal) => Object.keys(WHICH).map((which) => ({ ...naming, refusal, which }))),
);

describe('what reading costs is never more than was said', () => {
  it.each(CASES)('Zoho takes $takes, named: $isNamed; $which refuse for a reason $refusal', async (given) => {
    const names = modulesUpTo(8);
    const takes = TAKES[given.takes]!;
    const refusesFor = WHICH[given.which]!;
    const ofExtras = given.isNamed ? REFUSALS['that names the extras']! : new AppError('request-refused', {});
    world.modules = () => {
      listings += 1;
      return Promise.resolve(names.map(infoOf));
    };
    world.list = (module, include) => {
      const isRefused =
        refusesFor(names.indexOf(module)) && (given.refusal !== 'that names the extras' || include.length > 0);
      if (isRefused) return Promise.reject(REFUSALS[given.refusal]!);
      return takes(include) ? Promise.resolve(LIST) : Promise.reject(ofExtras);
    };
    // The price of modules that were never listed is that of Zoho's own modules.
    const first = await world.ends();
    expect(first.credits.spent).toBeLessThanOrEqual(1 + names.length + 3);
    for (let reading = 0; reading < 2; reading += 1) {
      const said = await price();
      listings = 0;
      const end = await world.ends();
      expect(end.ending).toBe('done');
      expect(end.credits.spent).toBe(listings + world.asked.length);
      expect(end.credits.spent).toBeGreaterThanOrEqual(said.least);
      expect(end.credits.spent).toBeLessThanOrEqual(said.most);
    }
    // A module whose refusal does not concern the extras is read by the second reading at the latest.
    const modules = await readTagModules(ID);
    const readable = names.filter((_, at) => !refusesFor(at) || given.refusal === 'that names the extras');
    expect(modules.filter(({ state }) => state === 'read').map(({ apiName }) => apiName)).toEqual(readable);
    // By then the accepted extras are known, unless no module shows them.
    expect((await readOrgTags(ID))?.include !== null).toBe(readable.length > 0);
  });

  it.each(Object.keys(TAKES))('also where Zoho takes something else than before: then %s', async (then) => {
    let takes = TAKES['all']!;
    world.list = (_, include) =>
      takes(include) ? Promise.resolve(LIST) : Promise.reject(REFUSALS['that names the extras']!);
    await world.ends();
    takes = TAKES[then]!;
    for (let reading = 0; reading < 3; reading += 1) {
      const said = await price();
      const end = await world.ends();
      expect(end.credits.spent).toBeLessThanOrEqual(said.most);
    }
    expect((await readTagModules(ID)).every(({ state }) => state === 'read')).toBe(true);
    const { include } = (await readOrgTags(ID))!;
    expect(takes(include!)).toBe(true);
    expect(include!.length > 0).toBe(then !== 'none');
  });
});

it('a refusal without a reason costs a module its counts only when it is repeated', async () => {
  const [module = ''] = modulesUpTo(8);
  let refusals = 0;
  world.list = (asked) => {
    if (asked !== module || refusals === 0) return Promise.resolve(LIST);
    refusals -= 1;
    return Promise.reject(REFUSALS['of its own']!);
  };
  /** The number of extras that it was asked for in a reading after so many refusals. */
  const readAfter = async (times: number) => {
    refusals = times;
    await world.ends([module]);
    return world.asked.map(({ include }) => include.length);
  };
  await world.ends();
  expect(await readAfter(1)).toEqual([3]);
  expect(await readAfter(0)).toEqual([3]);
  expect(await readAfter(1)).toEqual([3]);
  expect(await readAfter(1)).toEqual([3]);
  expect(await readAfter(0)).toEqual([0]);
});
