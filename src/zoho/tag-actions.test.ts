import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Tag as SimulatedTag } from '../../e2e/zoho/world/tags.ts';
import { errorOfCall, type SimulatedApi, startSimulatedApi } from './testing/simulated-api.ts';

let sim: SimulatedApi;
let ids: string[];
let first: SimulatedTag;
let second: SimulatedTag;
beforeAll(async () => {
  sim = await startSimulatedApi();
});
beforeEach(() => {
  sim.reset();
  const leads = sim.module('Leads');
  [first, second] = leads.tags() as [SimulatedTag, SimulatedTag];
  ids = leads.ids(5);
  for (const id of ids) leads.setTags(id, [first.id, second.id]);
});
afterAll(() => sim.stop());

const bodies = () => sim.zoho.requests.map(({ body }) => JSON.parse(body) as unknown);
const namesOn = (id: string) => sim.module('Leads').tagNames(id);

describe('removing tags', () => {
  it('from many records leaves the other tags', async () => {
    const { rows, unattributed, lockedCount } = await sim.api.removeTags('Leads', ids, [first]);
    const left = { id: second.id, name: second.name, colour: second.colour };
    expect(rows).toEqual(new Map(ids.map((id) => [id, { kind: 'ok', tags: [left], notAdded: [] }])));
    expect({ unattributed, lockedCount }).toEqual({ unattributed: [], lockedCount: 0 });
    expect(ids.map(namesOn)).toEqual(ids.map(() => [second.name]));
    expect(bodies()).toEqual([{ tags: [{ name: first.name }], ids }]);
  });

  it('from one record goes to its own address', async () => {
    const [id] = ids;
    const { rows } = await sim.api.removeTags('Leads', [id!], [first, second]);
    expect(rows).toEqual(new Map([[id, { kind: 'ok', tags: [], notAdded: [] }]]));
    expect(sim.lastRequest().path).toBe(`/crm/v8/Leads/${id}/actions/remove_tags`);
    expect(bodies()).toEqual([{ tags: [{ name: first.name }, { name: second.name }] }]);
    expect(namesOn(id!)).toEqual([]);
  });

  it.each([
    ['success', { kind: 'ok', tags: [], notAdded: [] }],
    ['itemError', { kind: 'refused', code: 'INVALID_DATA' }],
  ] as const)('that a record lacks is one call, answered with %s', async (missingTag, row) => {
    sim.zoho.set({ missingTag });
    sim.module('Leads').setTags(ids[0]!, []);
    for (const asked of [ids, ids.slice(0, 1)]) {
      const { rows } = await sim.api.removeTags('Leads', asked, [first]);
      expect(rows.get(ids[0]!)).toMatchObject(row);
    }
    expect(sim.zoho.requests).toHaveLength(2);
  });

  it.each([200, 207, 400] as const)('tells a locked record in an answer with status %i', async (mixedStatus) => {
    sim.zoho.set({ mixedStatus });
    sim.zoho.inject({ fault: 'shuffledRows' });
    sim.module('Leads').lock(ids[2]!);
    const { rows, lockedCount } = await sim.api.removeTags('Leads', ids, [first]);
    expect(rows.get(ids[2]!)).toMatchObject({ kind: 'refused', code: 'RECORD_LOCKED' });
    expect([...rows.values()].filter(({ kind }) => kind === 'ok')).toHaveLength(4);
    expect(lockedCount).toBe(1);
  });

  it('leaves out a locked record that Zoho only counts, even a single one', async () => {
    sim.zoho.set({ locked: 'counted' });
    for (const id of ids.slice(1)) sim.module('Leads').lock(id);
    const some = await sim.api.removeTags('Leads', ids, [first]);
    expect([...some.rows.keys()]).toEqual([ids[0]]);
    expect(some.lockedCount).toBe(4);
    const none = await sim.api.removeTags('Leads', ids.slice(1), [first]);
    expect(none).toEqual({ rows: new Map(), unattributed: [], lockedCount: 4 });
  });

  it.each([
    ['bare', true],
    ['bareUnnamed', false],
  ] as const)('refused as a whole for a locked record, %s', async (locked, isNamed) => {
    sim.zoho.set({ locked });
    sim.module('Leads').lock(ids[2]!);
    const error = await errorOfCall(sim.api.removeTags('Leads', ids, [first]));
    expect(error.code).toBe('record-locked');
    expect(error.details.recordId).toBe(isNamed ? ids[2] : undefined);
    expect(ids.map(namesOn).every((names) => names.length === 2)).toBe(true);
  });

  it('tells a locked or waiting record that it was asked for alone', async () => {
    sim.module('Leads').lock(ids[0]!);
    sim.module('Leads').waitForApproval(ids[1]!);
    const locked = await sim.api.removeTags('Leads', [ids[0]!], [first]);
    expect(locked.rows.get(ids[0]!)).toMatchObject({ kind: 'refused', code: 'RECORD_LOCKED' });
    const waiting = await sim.api.removeTags('Leads', [ids[1]!], [first]);
    expect(waiting.rows.get(ids[1]!)).toMatchObject({ kind: 'refused', code: 'NOT_APPROVED' });
  });

  it('never guesses which id was bad', async () => {
    const asked = [ids[0]!, '5725767000009999999', ids[1]!];
    const named = await sim.api.removeTags('Leads', asked, [first]);
    expect([...named.rows.keys()]).toEqual([ids[0], ids[1]]);
    expect(named.unattributed).toEqual([{ code: 'INVALID_DATA', message: 'invalid data' }]);
    sim.zoho.set({ badId: 'absent' });
    const absent = await sim.api.removeTags('Leads', asked, [first]);
    expect([absent.rows.size, absent.unattributed]).toEqual([2, []]);
    sim.zoho.set({ badId: 'wholeCall' });
    expect((await errorOfCall(sim.api.removeTags('Leads', asked, [first]))).code).toBe('data-refused');
  });

  it('leaves out rows that are missing from the answer', async () => {
    sim.zoho.inject({ fault: 'missingRows', every: 2 });
    const { rows } = await sim.api.removeTags('Leads', ids, [first]);
    expect([...rows.keys()]).toEqual([ids[0], ids[2], ids[4]]);
  });

  it.each([
    ['tags', { tags: 1 }, 1],
    ['ids', { ids: 2 }, 2],
  ] as const)('tells how many %s fit', async (field, maximumLength, limit) => {
    sim.zoho.set({ maximumLength });
    const error = await errorOfCall(sim.api.removeTags('Leads', ids, [first, second]));
    expect(error).toMatchObject({ code: 'limit-exceeded', details: { field, limit } });
  });

  it('sends nothing for more than 500 ids, for no ids and for no tags', async () => {
    const many = Array.from({ length: 501 }, (_, place) => `57257670000012${String(place).padStart(5, '0')}`);
    expect((await errorOfCall(sim.api.removeTags('Leads', many, [first]))).code).toBe('limit-exceeded');
    const nothing = { rows: new Map(), unattributed: [], lockedCount: 0 };
    await expect(sim.api.removeTags('Leads', [], [first])).resolves.toEqual(nothing);
    await expect(sim.api.removeTags('Leads', ids, [])).resolves.toEqual(nothing);
    expect(sim.zoho.requests).toEqual([]);
  });
});

describe('the name of a tag', () => {
  it('gives way to its id where Zoho asks for that', async () => {
    sim.zoho.set({ removeBy: 'idOnly' });
    const { rows } = await sim.api.removeTags('Leads', ids, [first]);
    expect(rows.size).toBe(5);
    expect(bodies()).toEqual([
      { tags: [{ name: first.name }], ids },
      { tags: [{ id: first.id }], ids },
    ]);
  });

  it.each(['invalidTagId', 'tagsEnvelope'] as const)(
    'that is gone is told with its place, by %s',
    async (unknownTag) => {
      sim.zoho.set({ unknownTag });
      sim.module('Leads').deleteTag(second.name);
      for (const removeBy of ['nameOrId', 'nameOnly'] as const) {
        sim.zoho.set({ removeBy });
        const error = await errorOfCall(sim.api.removeTags('Leads', ids, [first, second]));
        expect(error).toMatchObject({ code: 'tag-gone', details: { index: 1 } });
      }
      expect(sim.zoho.requests).toHaveLength(4);
    },
  );

  it('that was changed meanwhile is found by id', async () => {
    sim.zoho.set({ unknownTag: 'invalidTagId' });
    sim.module('Leads').renameTag(first.name, 'Renamed');
    const { rows } = await sim.api.removeTags('Leads', ids, [{ id: first.id, name: first.name }]);
    expect(rows.size).toBe(5);
    expect(ids.map(namesOn)).toEqual(ids.map(() => [second.name]));
  });
});

describe('adding tags', () => {
  beforeEach(() => {
    for (const id of ids) sim.module('Leads').setTags(id, [second.id]);
  });

  it('adds by id to what is there', async () => {
    const { rows } = await sim.api.addTags('Leads', ids, [first]);
    expect(rows.get(ids[0]!)).toMatchObject({ kind: 'ok', tags: [{ id: second.id }, { id: first.id }], notAdded: [] });
    expect(ids.map(namesOn)).toEqual(ids.map(() => [second.name, first.name]));
    expect(bodies()).toEqual([{ tags: [{ id: first.id }], ids, over_write: false }]);
  });

  it('to one record goes to its own address', async () => {
    await sim.api.addTags('Leads', ids.slice(0, 1), [first]);
    expect(sim.lastRequest().path).toBe(`/crm/v8/Leads/${ids[0]}/actions/add_tags`);
    expect(namesOn(ids[0]!)).toEqual([second.name, first.name]);
  });

  it('creates no tag that was deleted meanwhile', async () => {
    const before = sim.module('Leads').tags().length;
    sim.module('Leads').deleteTag(first.name);
    const error = await errorOfCall(sim.api.addTags('Leads', ids, [first]));
    expect(error).toMatchObject({ code: 'tag-gone', details: { index: 0 } });
    expect(sim.module('Leads').tags()).toHaveLength(before - 1);
  });

  it('names the id beside the name where Zoho wants both', async () => {
    const body = { code: 'MANDATORY_NOT_FOUND', details: { api_name: 'name' }, message: '', status: 'error' };
    sim.zoho.inject({ fault: 'answer', status: 400, body });
    await sim.api.addTags('Leads', ids, [first]);
    expect(bodies()).toMatchObject([{ tags: [{ id: first.id }] }, { tags: [{ id: first.id, name: first.name }] }]);
    expect(namesOn(ids[0]!)).toEqual([second.name, first.name]);
  });

  it.each([
    ['notAddedTags', () => ({ kind: 'ok', notAdded: [first.id] })],
    ['itemError', () => ({ kind: 'refused', code: 'LIMIT_REACHED' })],
  ] as const)('tells a record at its limit, by %s', async (recordTagLimit, row) => {
    sim.zoho.set({ recordTagLimit });
    const leads = sim.module('Leads');
    const { tagsPerRecord } = sim.zoho.world.org('brightside').limits;
    for (let place = leads.tags().length; place < tagsPerRecord + 2; place += 1) leads.createTag(`Tag ${place}`);
    const others = leads.tags().filter(({ id }) => id !== first.id);
    leads.setTags(
      ids[0]!,
      others.slice(0, tagsPerRecord).map(({ id }) => id),
    );
    for (const asked of [ids, ids.slice(0, 1)]) {
      const { rows } = await sim.api.addTags('Leads', asked, [first]);
      expect(rows.get(ids[0]!)).toMatchObject(row());
    }
  });
});
