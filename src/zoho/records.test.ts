import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { MOST_IDS_PER_READ } from './limits.ts';
import { errorOfCall, type SimulatedApi, startSimulatedApi } from './testing/simulated-api.ts';
import type { RecordTags, ViewCursor } from './types.ts';

let sim: SimulatedApi;
beforeAll(async () => {
  sim = await startSimulatedApi();
});
beforeEach(() => sim.reset());
afterAll(() => sim.stop());

/** The expected answer about records, from the simulator's own state. */
function truth(module: string, ids: readonly string[]): RecordTags[] {
  return ids.map((id) => {
    const { name, tags } = sim.module(module).record(id);
    return { id, name, tags: tags.map((tag) => ({ id: tag.id, name: tag.name, colour: tag.colour })) };
  });
}

function byId(records: readonly RecordTags[]) {
  return [...records].sort((one, other) => one.id.localeCompare(other.id));
}

describe('records by ids', () => {
  it.each([
    ['Leads', 'Full_Name'],
    ['Deals', 'Deal_Name'],
    ['Events', 'Event_Title'],
    ['Vehicles', 'Name'],
  ])('of %s have names and tags', async (module, nameField) => {
    sim.zoho.set({ shuffledRows: true });
    const ids = sim.module(module).ids(12);
    const records = await sim.api.recordsByIds(module, nameField, ids);
    expect(byId(records)).toEqual(byId(truth(module, ids)));
    expect(sim.lastRequest().query['fields']).toBe(`id,Tag,${nameField}`);
  });

  it('are read a hundred at once where Zoho takes them, and no more', async () => {
    sim.zoho.set({ idsMaximumCharacters: null });
    const ids = sim.module('Leads').ids(MOST_IDS_PER_READ + 1);
    await expect(sim.api.recordsByIds('Leads', 'Full_Name', ids.slice(1))).resolves.toHaveLength(MOST_IDS_PER_READ);
    const error = await errorOfCall(sim.api.recordsByIds('Leads', 'Full_Name', ids));
    expect(error).toMatchObject({ code: 'limit-exceeded', details: { field: 'ids', limit: MOST_IDS_PER_READ } });
    expect(sim.zoho.requests).toHaveLength(1);
  });

  it.each(['emptyArray', 'null', 'absent'] as const)('without tags have none, shown by %s', async (noTags) => {
    sim.zoho.set({ noTags });
    const [id] = sim.module('Leads').ids(1);
    sim.module('Leads').setTags(id!, []);
    await expect(sim.api.recordsByIds('Leads', 'Full_Name', [id!])).resolves.toEqual(truth('Leads', [id!]));
  });

  it('leave out what is deleted, unknown or of another module', async () => {
    const [kept, deleted] = sim.module('Leads').ids(2);
    const [deal] = sim.module('Deals').ids(1);
    sim.module('Leads').delete(deleted!);
    const records = await sim.api.recordsByIds('Leads', 'Full_Name', [deal!, deleted!, kept!, '5725767000009999999']);
    expect(records).toEqual(truth('Leads', [kept!]));
    await expect(sim.api.recordsByIds('Leads', 'Full_Name', [deleted!])).resolves.toEqual([]);
    await expect(sim.api.recordsByIds('Leads', 'Full_Name', [])).resolves.toEqual([]);
  });

  it('hold converted leads', async () => {
    const [id] = sim.module('Leads').ids(1);
    sim.module('Leads').convert(id!);
    await expect(sim.api.recordsByIds('Leads', 'Full_Name', [id!])).resolves.toEqual(truth('Leads', [id!]));
  });

  it.each(['bare', 'data'] as const)('may be refused, %s', async (recordsErrorEnvelope) => {
    sim.zoho.set({ recordsErrorEnvelope });
    sim.zoho.world.org('brightside').user('mara').denied.add('Crm_Implied_View_Leads');
    const error = await errorOfCall(sim.api.recordsByIds('Leads', 'Full_Name', sim.module('Leads').ids(1)));
    expect(error).toMatchObject({ code: 'no-permission', details: { permissions: ['Crm_Implied_View_Leads'] } });
  });

  it('have no name where theirs cannot be shown', async () => {
    const ids = sim.module('Leads').ids(4);
    const names = [{ name: 'Acme', id: '5725767000000000001' }, 42, null, ['Ada']];
    const data = ids.map((id, place) => ({ id, Name: names[place], Tag: [] }));
    sim.zoho.inject({ fault: 'answer', status: 200, body: { data } });
    const records = await sim.api.recordsByIds('Vehicles', 'Name', ids);
    expect(records.map(({ name }) => name)).toEqual(['Acme', '42', '', '']);
  });

  it('are not read at all where one of them cannot be: it would seem deleted', async () => {
    const [id] = sim.module('Leads').ids(1);
    for (const row of [{ id: 5_725_767_000_001_234 }, { Full_Name: 'Ada Li' }, { id, Tag: [{ name: 'Cold' }] }]) {
      sim.zoho.inject({ fault: 'answer', status: 200, body: { data: [{ id }, row] } });
      const error = await errorOfCall(sim.api.recordsByIds('Leads', 'Full_Name', [id!]));
      expect(error).toMatchObject({ code: 'unreadable', details: { body: 'shape' } });
    }
  });
});

describe('records of a view', () => {
  async function readAll(viewId: string) {
    const records: RecordTags[] = [];
    const cursors: (ViewCursor | null)[] = [];
    let cursor: ViewCursor | null = null;
    do {
      cursors.push(cursor);
      const page = await sim.api.recordsOfView('Leads', 'Full_Name', viewId, cursor, 200);
      records.push(...page.records);
      cursor = page.next;
    } while (cursor !== null);
    return { records, cursors };
  }

  it('come in pages of 200 to the last', async () => {
    const { records, cursors } = await readAll(sim.module('Leads').views[0]!.id);
    expect(byId(records)).toEqual(byId(truth('Leads', sim.module('Leads').ids())));
    expect(cursors).toEqual([null, { page: 2 }]);
    expect(sim.zoho.requests.map(({ query }) => [query['page'], query['per_page'], query['sort_by']])).toEqual([
      ['1', '200', undefined],
      ['2', '200', undefined],
    ]);
  });

  it('may be none', async () => {
    const empty = sim.module('Leads').views.find(({ filter }) => filter.kind === 'none');
    await expect(sim.api.recordsOfView('Leads', 'Full_Name', empty!.id, null, 200)).resolves.toEqual({
      records: [],
      next: null,
    });
  });

  describe.each(['asAsked', 'asListed'] as const)('where Zoho shows converted leads %s', (convertedInView) => {
    const viewOf = (kind: string) => sim.module('Leads').views.find(({ filter }) => filter.kind === kind)!.id;

    it('are those of its list: none that was converted', async () => {
      sim.zoho.set({ convertedInView });
      const [converted, ...open] = sim.module('Leads').ids();
      sim.module('Leads').convert(converted!);
      const { records } = await readAll(viewOf('all'));
      expect(byId(records)).toEqual(byId(truth('Leads', open)));
    });

    it('are the converted ones alone where the view is of them, on all its pages', async () => {
      sim.zoho.set({ convertedInView });
      const converted = sim.module('Leads').ids(250);
      for (const id of converted) sim.module('Leads').convert(id);
      const { records } = await readAll(viewOf('converted'));
      expect(byId(records)).toEqual(byId(truth('Leads', converted)));
    });

    it('are none of a view whose leads were all converted', async () => {
      sim.zoho.set({ convertedInView });
      const { id, filter } = sim.module('Leads').views.find((view) => view.filter.kind === 'tag')!;
      const tagged = sim
        .module('Leads')
        .ids()
        .filter((lead) => {
          const { tagIds } = sim.module('Leads').state(lead)!;
          return filter.kind === 'tag' && tagIds.includes(filter.tagId);
        });
      for (const lead of tagged) sim.module('Leads').convert(lead);
      expect(tagged.length).toBeGreaterThan(0);
      expect((await readAll(id)).records).toEqual([]);
    });
  });

  it('are those of an ordinary list where nobody may read what the view is', async () => {
    const [converted] = sim.module('Leads').ids();
    sim.module('Leads').convert(converted!);
    const view = sim.module('Leads').views.find(({ filter }) => filter.kind === 'converted')!.id;
    sim.zoho.inject({
      fault: 'answer',
      match: { endpoint: 'customView' },
      status: 401,
      body: { code: 'OAUTH_SCOPE_MISMATCH', details: {}, message: 'invalid oauth scope', status: 'error' },
    });
    expect((await readAll(view)).records).toEqual([]);
  });

  it('are refused for a view or a token that is not there', async () => {
    const gone = sim.api.recordsOfView('Leads', 'Full_Name', '5725767000009999999', null, 200);
    expect((await errorOfCall(gone)).code).toBe('view-gone');
    const { id } = sim.module('Leads').views[0]!;
    const changed = sim.api.recordsOfView('Leads', 'Full_Name', id, { pageToken: 'no-such-token' }, 200);
    expect((await errorOfCall(changed)).code).toBe('view-changed');
  });
});
