import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { errorOfCall, type SimulatedApi, startSimulatedApi } from './testing/simulated-api.ts';
import type { ZohoApi } from './types.ts';

let sim: SimulatedApi;
beforeAll(async () => {
  sim = await startSimulatedApi();
});
beforeEach(() => sim.reset());
afterAll(() => sim.stop());

/** The API with the right to change tags, which a first sign-in does not request. */
function changing(): ZohoApi {
  const token = () => Promise.resolve(sim.zoho.credentials['brightside']?.wideAccessToken ?? '');
  return sim.apiWith({ access: { origin: 'https://www.zohoapis.com', token, renew: token } });
}

const leads = () => sim.module('Leads');
const tagCalled = (name: string) => {
  const tag = leads().tagStore.byName(name);
  if (tag === undefined) throw new RangeError(`Leads have no tag called ${name}`);
  return tag;
};
const NEW = { name: 'Trade show', colour: '#57B1FD' };
const FULL = 100;

function fillModule(): void {
  for (let n = leads().tags().length; n < FULL; n += 1) leads().createTag(`Filler ${n}`);
}

describe('a tag that is made', () => {
  it('has the name and the colour', async () => {
    const answer = await changing().createTag('Leads', NEW);
    const made = tagCalled(NEW.name);
    expect(answer).toEqual({ kind: 'done', tag: { id: made.id, ...NEW } });
    expect(made.colour).toBe(NEW.colour);
    expect(leads().tagStore.all()).toContain(made);
  });

  it.each(['exact', 'caseBlind', 'trimmed', 'caseBlindTrimmed'] as const)(
    'is the one that has the name already, where names are compared %s',
    async (tagNamesEqual) => {
      sim.zoho.set({ tagNamesEqual });
      const { id } = tagCalled('Prime');
      expect(await changing().createTag('Leads', { name: 'Prime', colour: null })).toEqual({ kind: 'taken', id });
      const shouted = await changing().createTag('Leads', { name: 'PRIME ', colour: null });
      expect(shouted.kind).toBe(tagNamesEqual === 'caseBlindTrimmed' ? 'taken' : 'done');
    },
  );

  it.each(['item', 'bare'] as const)('is refused where the module is full (%s)', async (moduleFullAs) => {
    sim.zoho.set({ moduleFullAs });
    fillModule();
    const before = leads().tags().length;
    expect((await errorOfCall(changing().createTag('Leads', NEW))).code).toBe('tag-limit-module');
    expect(leads().tags()).toHaveLength(before);
  });

  it.each([
    ['name', { ...NEW, name: 'A name of twenty-six signs' }],
    ['colour', { ...NEW, colour: '#57B1F' }],
  ])('is refused in the words of Zoho for its %s', async (_, tag) => {
    const error = await errorOfCall(changing().createTag('Leads', tag));
    expect(error).toMatchObject({ code: 'zoho-other', details: { zohoCode: 'INVALID_DATA' } });
  });

  it('needs a right that the first sign-in does not ask for', async () => {
    const error = await errorOfCall(sim.api.createTag('Leads', NEW));
    expect(error).toMatchObject({ code: 'scope-missing', details: { name: 'ZohoCRM.settings.tags.ALL' } });
  });
});

describe('a tag that is renamed', () => {
  it.each(['kept', 'cleared'] as const)('keeps its id and its colour (%s)', async (renameWithoutColour) => {
    sim.zoho.set({ renameWithoutColour });
    const { id, colour } = tagCalled('Prime');
    const answer = await changing().renameTag('Leads', { id, name: 'Prime 2026', colour });
    expect(answer).toEqual({ kind: 'done', tag: { id, name: 'Prime 2026', colour } });
    expect(leads().tagStore.get(id)).toMatchObject({ name: 'Prime 2026', colour });
  });

  it('is left as it is where another one has the name', async () => {
    const { id, colour } = tagCalled('Prime');
    const other = tagCalled('web');
    const answer = await changing().renameTag('Leads', { id, name: 'web', colour });
    expect(answer).toEqual({ kind: 'taken', id: other.id });
    expect(leads().tagStore.get(id)?.name).toBe('Prime');
  });

  it.each(['item', 'bare'] as const)('is said to be gone where it is (%s)', async (unknownTagChange) => {
    sim.zoho.set({ unknownTagChange });
    const { id } = tagCalled('Prime');
    leads().deleteTag('Prime');
    const error = await errorOfCall(changing().renameTag('Leads', { id, name: 'Prime 2026', colour: null }));
    expect(error.code).toBe('tag-gone');
  });
});

it('a new name that Zoho refuses does not make the tag gone', async () => {
  const { id, colour } = tagCalled('Prime');
  const error = await errorOfCall(changing().renameTag('Leads', { id, name: 'A name of twenty-six signs', colour }));
  expect(error).toMatchObject({
    code: 'zoho-other',
    details: { zohoCode: 'INVALID_DATA', zohoMessage: 'Invalid data' },
  });
  expect(leads().tagStore.get(id)?.name).toBe('Prime');
});

describe('a tag that is deleted', () => {
  it.each(['array', 'object'] as const)('is gone (%s), and deleted again is gone', async (deletedTagAs) => {
    sim.zoho.set({ deletedTagAs });
    const { id } = tagCalled('Never used');
    expect(await changing().deleteTag(id)).toEqual({ kind: 'deleted' });
    expect(leads().tagStore.get(id)).toBeUndefined();
    expect(await changing().deleteTag(id)).toEqual({ kind: 'deleted' });
  });

  it.each([
    ['places', 1],
    ['withoutPlaces', 0],
  ] as const)('stays where a rule uses it (%s)', async (usedTagDelete, places) => {
    sim.zoho.set({ usedTagDelete, workflows: [{ module: 'Leads', tag: 'Prime', afterMs: 0 }] });
    const { id } = tagCalled('Prime');
    const answer = await changing().deleteTag(id);
    expect(answer).toMatchObject({ kind: 'used' });
    expect(answer.kind === 'used' && answer.places.length >= places).toBe(true);
    expect(leads().tagStore.get(id)).toBeDefined();
  });
});
