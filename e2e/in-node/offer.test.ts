import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createOfferPorts } from '../../src/background/offer-ports.ts';
import { offer } from '../../src/cleanups/offer.ts';
import { SEARCH_SCOPE } from '../../src/shared/scopes.ts';
import { connectionsItem } from '../../src/shared/stored-items.ts';
import type { SwitchesInput } from '../zoho/switches.ts';
import { readTagRows } from '../../src/tags/queries/lists.ts';
import { startTags, type TagsInNode } from './tags-in-node.ts';

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

/** The first tags of two modules, with the number of records that the simulated Zoho counts. */
function steps() {
  return ['Leads', 'Contacts'].map((module) => ({
    module,
    tagIds: world
      .org('lumen')
      .module(module)
      .tags()
      .slice(0, 2)
      .map(({ id }) => id),
  }));
}

function truth() {
  return steps().map(({ module, tagIds }) =>
    tagIds.map((id) => world.org('lumen').module(module).tagged(id, world.zoho.switches.countCovers)),
  );
}

const offered = () => offer(createOfferPorts(world.tags), { connectionId: lumen, steps: steps() });
const used = () => world.zoho.credits('lumen').used;
const countedIn = ({ steps: offers }: Awaited<ReturnType<typeof offered>>) => offers.map(({ counted }) => counted);

describe('an offer', () => {
  it('counts what nobody has counted, says what that cost, and writes nothing', async () => {
    const before = used();
    const first = await offered();
    expect(countedIn(first)).toEqual(truth());
    expect(first).toMatchObject({ spent: 4, canSearch: false });
    expect(used() - before).toBe(first.spent);
    expect(world.zoho.tagChanges()).toEqual([]);
    expect(first.steps.map(({ module, way, why }) => [module, way, why])).toEqual([
      ['Leads', 'scan', 'no-right'],
      ['Contacts', 'scan', 'no-right'],
    ]);
  });

  it('costs nothing more within five minutes', async () => {
    const first = await offered();
    const before = used();
    const second = await offered();
    expect(second).toMatchObject({ spent: 0, steps: first.steps });
    expect(used()).toBe(before);
    await world.clock.wait(300_001);
    expect((await offered()).spent).toBe(4);
  });

  it('takes the counts of the lists that were just read', async () => {
    await world.tags.read({ connectionId: lumen, modules: null });
    await world.ends(lumen);
    expect(await offered()).toMatchObject({ spent: 0, steps: truth().map((counted) => ({ counted })) });
  });

  it('tells pages the uses that it was told with the counts, and which tags it asked about', async () => {
    await world.tags.read({ connectionId: lumen, modules: null });
    const before = await world.ends(lumen);
    expect((await offered()).asked).toEqual([]);
    await world.clock.wait(300_001);
    const keys = steps().flatMap(({ module, tagIds }) => tagIds.map((id) => ({ module, id })));
    const { asked } = await offered();
    expect(asked).toHaveLength(4);
    expect(asked).toEqual(expect.arrayContaining(keys));
    const after = await world.shows(lumen, ({ stored }) => stored['Contacts'] !== before.stored['Contacts']);
    expect(after.stored['Leads']).toBeGreaterThan(before.stored['Leads'] ?? 0);
    const rows = (await readTagRows(lumen, 'Leads')).filter(({ id }) => keys.some((key) => key.id === id));
    expect(rows.map(({ uses }) => uses?.areas)).not.toContain(null);
  });

  it.each<SwitchesInput>([{ countCovers: 'withConverted' }, { countCovers: 'all' }, { configuredAreas: false }])(
    'says what Zoho counts: %j',
    async (switches) => {
      world.zoho.set(switches);
      expect(countedIn(await offered())).toEqual(truth());
    },
  );

  it('of counts that Zoho refuses knows none, and does not ask for them again at once', async () => {
    world.zoho.set({ countScope: 'all' });
    const first = await offered();
    expect(countedIn(first)).toEqual([
      [null, null],
      [null, null],
    ]);
    expect(first.steps.map(({ credits }) => credits.remove)).toEqual([null, null]);
    expect((await offered()).spent).toBe(0);
  });

  it('of a tag that is gone knows no count', async () => {
    const [tag] = world.org('lumen').module('Leads').tags();
    const asked = steps();
    world.org('lumen').module('Leads').deleteTag(tag!.name);
    const answer = await offer(createOfferPorts(world.tags), { connectionId: lumen, steps: asked });
    expect(answer.steps[0]?.counted).toEqual([null, truth()[0]?.[0]]);
  });

  it('spends nothing where the token acts for another org', async () => {
    world.identity = { zgid: '1', userId: '2' };
    const before = used();
    expect(countedIn(await offered()).flat()).toEqual([null, null, null, null]);
    expect(used()).toBe(before);
  });

  it('searches where the right was granted, and the way is the one that it says', async () => {
    await connectionsItem.change((all) => all.map((each) => ({ ...each, extraScopes: [SEARCH_SCOPE] })));
    const { canSearch, steps: offers } = await offered();
    expect(canSearch).toBe(true);
    expect(offers.map(({ why }) => why)).toEqual(['search-cheaper', 'search-cheaper']);
    await connectionsItem.change((all) => all.map((each) => ({ ...each, missingScopes: [SEARCH_SCOPE] })));
    expect((await offered()).canSearch).toBe(false);
  });

  it('of a connection that is gone is refused', async () => {
    await connectionsItem.set([]);
    await expect(offered()).rejects.toMatchObject({ code: 'signed-out' });
  });
});
