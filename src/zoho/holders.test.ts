import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { errorOfCall, type SimulatedApi, startSimulatedApi } from './testing/simulated-api.ts';
import type { ViewCursor, ZohoApi } from './types.ts';

let sim: SimulatedApi;
beforeAll(async () => {
  sim = await startSimulatedApi();
});
beforeEach(() => sim.reset());
afterAll(() => sim.stop());

const NAME_FIELD = 'Full_Name';

/** The API with the right to search, which a first sign-in does not request. */
function searching(): ZohoApi {
  const token = () => Promise.resolve(sim.zoho.credentials['brightside']?.wideAccessToken ?? '');
  return sim.apiWith({ access: { origin: 'https://www.zohoapis.com', token, renew: token } });
}

function carriers(tag: string): string[] {
  const leads = sim.module('Leads');
  return leads.ids().filter((id) => leads.tagNames(id).includes(tag));
}

/** All candidates of a search for a tag by its name. */
async function found(tag: string, window: { from: number; to: number } | null = null) {
  const records = [];
  for (let page = 1, isMore = true; isMore; page += 1) {
    const answer = await searching().searchByTag('Leads', NAME_FIELD, tag, { window, page });
    records.push(...answer.records);
    isMore = answer.isMore;
  }
  return records;
}

describe('all records of a module', () => {
  it('are read page by page with their tags, converted leads among them', async () => {
    const ids: string[] = [];
    let cursor: ViewCursor | null = null;
    for (let isFirst = true; isFirst || cursor !== null; isFirst = false) {
      const page = await sim.api.recordsOfModule('Leads', NAME_FIELD, cursor, 200);
      for (const { id, tags } of page.records) {
        ids.push(id);
        expect(tags.map(({ name }) => name).toSorted()).toEqual([...sim.module('Leads').tagNames(id)].toSorted());
      }
      cursor = page.next;
    }
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.toSorted()).toEqual([...sim.module('Leads').ids()].toSorted());
    expect(sim.metas.every(({ credits }) => credits === 1)).toBe(true);
  });
});

describe('a search by tag', () => {
  it('finds those that carry it, with their names and tags', async () => {
    const records = await found('Prime');
    expect(records.map(({ id }) => id).toSorted()).toEqual(carriers('Prime').toSorted());
    expect(records.every(({ tags }) => tags.some(({ name }) => name === 'Prime'))).toBe(true);
    expect(sim.lastRequest().query).toMatchObject({ converted: 'both', per_page: '200' });
  });

  it('finds each of them in one of two windows that share no second', async () => {
    const middle = Math.floor(Date.now() / 1_000) - 180 * 86_400;
    const before = await found('Prime', { from: 946_684_800, to: middle });
    const after = await found('Prime', { from: middle + 1, to: middle + 400 * 86_400 });
    expect([...before, ...after].map(({ id }) => id).toSorted()).toEqual(carriers('Prime').toSorted());
  });

  it('escapes what means something in criteria', async () => {
    expect(await found('VIP (old), \\gone')).toEqual([]);
    expect(sim.lastRequest().query['criteria']).toBe('(Tag.name:equals:VIP \\(old\\)\\, \\\\gone)');
  });

  it('is refused without its right, and where Zoho does not search tags', async () => {
    const first = { window: null, page: 1 };
    const unasked = await errorOfCall(sim.api.searchByTag('Leads', NAME_FIELD, 'Prime', first));
    expect(unasked).toMatchObject({ code: 'scope-missing', details: { name: 'ZohoSearch.securesearch.READ' } });
    sim.zoho.set({ tagSearch: 'invalidQuery' });
    expect((await errorOfCall(searching().searchByTag('Leads', NAME_FIELD, 'Prime', first))).code).toBe('zoho-other');
  });
});
