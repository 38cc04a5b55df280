import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { moduleOfSlug } from './module-of-slug.ts';
import { errorOfCall, type SimulatedApi, startSimulatedApi } from './testing/simulated-api.ts';

let sim: SimulatedApi;
beforeAll(async () => {
  sim = await startSimulatedApi();
});
beforeEach(() => sim.reset());
afterAll(() => sim.stop());

describe('org', () => {
  it.each(['lower', 'capital'] as const)('reads the org, its type in %s case', async (orgTypeCase) => {
    sim.zoho.set({ orgTypeCase });
    await expect(sim.api.org()).resolves.toEqual({
      zgid: '808232144',
      domainName: 'org808232144',
      name: 'Brightside Solar',
      type: 'production',
      edition: 'enterprise',
    });
  });

  it('may be refused', async () => {
    sim.zoho.set({ org: 'noPermission' });
    expect((await errorOfCall(sim.api.org())).code).toBe('no-permission');
  });

  it('may be missing', async () => {
    sim.zoho.inject({ fault: 'answer', status: 204, body: '' });
    expect((await errorOfCall(sim.api.org())).code).toBe('no-org');
  });
});

describe('current user', () => {
  it('reads name and profile', async () => {
    const mara = sim.zoho.world.org('brightside').user('mara');
    await expect(sim.api.currentUser()).resolves.toEqual({
      id: mara.id,
      name: 'Mara Lindqvist',
      profile: 'Administrator',
    });
    expect(sim.lastRequest().query).toEqual({ type: 'CurrentUser' });
  });

  it('may be untold', async () => {
    sim.zoho.set({ currentUser: 'noContent' });
    expect(await errorOfCall(sim.api.currentUser())).toMatchObject({ code: 'zoho-other', details: { status: 204 } });
  });
});

describe('modules', () => {
  it('lead from the tab in the URL to the module', async () => {
    const modules = await sim.api.modules();
    expect(moduleOfSlug('Potentials', modules)).toMatchObject({ apiName: 'Deals', plural: 'Deals', isCustom: false });
    expect(moduleOfSlug('CustomModule5', modules)).toEqual({
      apiName: 'Vehicles',
      moduleName: 'CustomModule5',
      singular: 'Vehicle',
      plural: 'Vehicles',
      isCustom: true,
      isApiSupported: true,
      nameField: 'Name',
    });
    expect(moduleOfSlug('Reports', modules)).toBeNull();
  });

  it.each(['string', 'object', 'null'] as const)('tell their name field as %s', async (displayField) => {
    sim.zoho.set({ displayField });
    const modules = [];
    for (const apiName of ['Events', 'Vehicles', 'Price_Books']) modules.push(await sim.api.module(apiName));
    expect(modules.map(({ nameField }) => nameField)).toEqual(['Event_Title', 'Name', 'Price_Book_Name']);
  });

  it('may be unknown or out of the API’s reach', async () => {
    expect((await errorOfCall(sim.api.module('Unicorns'))).code).toBe('module-unknown');
    expect((await errorOfCall(sim.api.module('Reports'))).code).toBe('module-unsupported');
  });
});

describe('views', () => {
  it('are all views of a module', async () => {
    const views = await sim.api.views('Deals');
    expect(views).toEqual(sim.module('Deals').views.map(({ id, displayValue }) => ({ id, name: displayValue })));
    expect(views.length).toBeGreaterThan(2);
  });

  it('are read to the last page', async () => {
    const view = (id: string) => ({ id, name: `View ${id}`, display_value: null });
    const page = (id: string, more_records: boolean) => ({ custom_views: [view(id)], info: { more_records } });
    sim.zoho.inject({ fault: 'answer', status: 200, body: page('5725767000000000001', true) });
    sim.zoho.inject({ fault: 'answer', match: { nth: 2 }, status: 200, body: page('5725767000000000002', false) });
    const views = await sim.api.views('Leads');
    expect(views.map(({ name }) => name)).toEqual(['View 5725767000000000001', 'View 5725767000000000002']);
    expect(sim.zoho.requests.map(({ query }) => query['page'])).toEqual([undefined, '2']);
  });
});

describe('tags', () => {
  it('are all tags of a module, with their colours', async () => {
    const tags = await sim.api.tags('Leads');
    expect(tags).toEqual(
      sim
        .module('Leads')
        .tags()
        .map(({ id, name, colour }) => ({ id, name, colour })),
    );
    expect(tags.length).toBeGreaterThan(2);
  });

  it.each(['emptyArray', 'noContent'] as const)('may be none, told by %s', async (noModuleTags) => {
    sim.zoho.set({ noModuleTags });
    for (const { name } of sim.module('Solutions').tags()) sim.module('Solutions').deleteTag(name);
    await expect(sim.api.tags('Solutions')).resolves.toEqual([]);
  });

  it('may be out of the user’s sight', async () => {
    sim.zoho.world.org('brightside').user('mara').denied.add('Crm_Implied_View_Leads');
    expect((await errorOfCall(sim.api.tags('Leads'))).code).toBe('no-tag-reading');
  });
});

describe('the use of a tag', () => {
  it('names rules and views', async () => {
    const [tag] = sim.module('Leads').tags();
    const use = await sim.api.tagUse('Leads', tag!.id);
    const named = use?.areas.map(({ type, places }) => [type, ...places.map(({ name }) => name)]);
    expect(named).toEqual([
      ['workflow-add', 'Score over 80', 'Monthly review'],
      ['workflow-remove', 'Deal lost'],
      ['view', `${tag!.name} leads`],
    ]);
    expect(use).toMatchObject({ isWhole: true, areas: [{ hasHidden: false }, {}, { places: [{ timing: null }] }] });
  });

  it('may be untold', async () => {
    sim.zoho.set({ configuredAreas: false });
    await expect(sim.api.tagUse('Leads', sim.module('Leads').tags()[0]!.id)).resolves.toBeNull();
  });

  it.each(['badRequest', 'notFound'] as const)('is refused for a tag that is gone, by %s', async (unknownTagCount) => {
    sim.zoho.set({ unknownTagCount });
    expect((await errorOfCall(sim.api.tagUse('Leads', '5725767000009999999'))).code).toBe('tag-gone');
  });
});
