import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { apiClient, tokenWith, wideClient } from '../api-for-tests.ts';
import { startZoho } from '../simulator.ts';
import type { Answered, ApiClient } from '../api-for-tests.ts';
import type { Zoho } from '../simulator.ts';

let zoho: Zoho;
let api: ApiClient;
const leads = () => zoho.world.org('brightside').module('Leads');
const tagId = (name: string) => leads().tagStore.byName(name)!.id;
const holders = (name: string) =>
  leads()
    .ids()
    .filter((id) => leads().tagNames(id).includes(name));

beforeAll(async () => {
  zoho = await startZoho({ leads: 60 });
  api = wideClient(zoho);
});
afterEach(() => zoho.reset());
afterAll(async () => {
  api.close();
  await zoho.stop();
});

interface Entry {
  action: string;
  source: string;
  field_history: { _value: { old: string; new: string } }[];
}

function entriesOf(body: Answered): (readonly [action: string, old: string, now: string])[] {
  return (body['__timeline'] as Entry[]).map(({ action, field_history: [history] }) => [
    action,
    history!._value.old,
    history!._value.new,
  ]);
}

describe('the timeline of a record', () => {
  const read = (id: string) => api.get(`/Leads/${id}/__timeline`);
  const tags = (...names: string[]) => ({ tags: names.map((name) => ({ name })) });

  it('timelineRemoved and timelineSeveral: shows what was put on and taken off, newest first', async () => {
    const [id = ''] = leads().ids(1);
    expect(await read(id)).toMatchObject({ status: 204, text: '' });
    await api.post(`/Leads/${id}/actions/add_tags`, tags('VIP'));
    await api.post(`/Leads/${id}/actions/remove_tags`, tags('Prime', 'Cold lead'));
    const added = ['tag_added', 'blank', 'VIP'];
    const { status, body } = await read(id);
    expect({ status, entries: entriesOf(body) }).toEqual({
      status: 200,
      entries: [['tag_removed', 'Prime,Cold lead', 'blank'], added],
    });
    zoho.set({ timelineRemoved: 'newNames' });
    expect(entriesOf((await read(id)).body)[0]).toEqual(['tag_removed', 'blank', 'Prime,Cold lead']);
    zoho.set({ timelineRemoved: 'beforeAndAfter' });
    const [before, after] = ['Prime,Cold lead,Trade show 2026,VIP', 'Trade show 2026,VIP'];
    expect(entriesOf((await read(id)).body)[0]).toEqual(['tag_removed', before, after]);
    zoho.set({ timelineRemoved: 'oldNames', timelineSeveral: 'entryEach' });
    expect(entriesOf((await read(id)).body)).toEqual([
      ['tag_removed', 'Cold lead', 'blank'],
      ['tag_removed', 'Prime', 'blank'],
      added,
    ]);
  });

  it('shows what over_write did and what a rule put back', async () => {
    const [id = ''] = leads().ids(1);
    zoho.set({ workflows: [{ module: 'Leads', tag: 'Prime' }] });
    await api.post('/Leads/actions/remove_tags', { ...tags('Prime'), ids: [id] });
    await api.post('/Leads/actions/add_tags', { ...tags('VIP'), ids: [id], over_write: true });
    const { body } = await read(id);
    expect((body['__timeline'] as Entry[]).map(({ action, source }) => [action, source])).toEqual([
      ['tags_overwritten', 'crm_api'],
      ['tag_added', 'workflow'],
      ['tag_removed', 'crm_api'],
    ]);
    expect(entriesOf(body)[0]?.[2]).toBe('VIP');
  });

  it('timelineLagSeconds and timelineCredits: comes late, and costs', async () => {
    const [id = ''] = leads().ids(1);
    zoho.set({ timelineLagSeconds: 60, timelineCredits: 4 });
    await api.post(`/Leads/${id}/actions/remove_tags`, tags('Prime'));
    const before = zoho.credits('brightside').used;
    expect((await read(id)).status).toBe(204);
    expect(zoho.credits('brightside').used - before).toBe(4);
    zoho.clock.skip(60_000);
    expect((await read(id)).status).toBe(200);
  });

  it('refuses a record that there is not', async () => {
    expect(await read('5725767000000000001')).toMatchObject({
      status: 400,
      body: { code: 'INVALID_DATA', details: { resource_path_index: 1 } },
    });
  });
});

describe('POST /coql', () => {
  const ask = (select_query: string) => api.post('/coql', { select_query });

  it('coqlTag: refuses the name of a tag, or finds the records with it', async () => {
    expect(await ask("select id from Leads where Tag.name = 'VIP'")).toMatchObject({
      status: 400,
      body: { code: 'INVALID_QUERY', details: { column_name: 'Tag.name' } },
    });
    zoho.set({ coqlTag: 'accepted' });
    const { body } = await ask("select id from Leads where Tag.name = 'VIP' limit 2");
    expect(body.data?.map((row) => row.id)).toEqual(holders('VIP').slice(0, 2));
    expect(body.info).toEqual({ count: 2, more_records: true });
    expect((await ask("select id from Leads where Tag.name = 'Never used'")).status).toBe(204);
  });

  it.each([
    ['no WHERE', 'select id from Leads', 'SYNTAX_ERROR'],
    ['a column that is none', "select Colour from Leads where id = '1'", 'INVALID_QUERY'],
    ['too many rows', "select id from Leads where id = '1' limit 2001", 'LIMIT_EXCEEDED'],
    ['an unknown module', "select id from Ghosts where id = '1'", 'INVALID_MODULE'],
  ])('refuses %s', async (_name, query, code) => {
    expect(await ask(query)).toMatchObject({ status: 400, body: { code } });
  });

  it('needs the scopes of queries, of the module and of fields', async () => {
    const scopes = ['ZohoCRM.coql.READ', 'ZohoCRM.modules.READ', 'ZohoCRM.settings.fields.READ'];
    const select_query = "select id from Leads where id = '1'";
    for (const missing of [undefined, ...scopes]) {
      const some = scopes.filter((scope) => scope !== missing);
      const narrow = apiClient(zoho, 'brightside', tokenWith(zoho, some));
      expect((await narrow.post('/coql', { select_query })).status).toBe(missing === undefined ? 204 : 401);
      narrow.close();
    }
  });
});

describe('what Untag never calls', () => {
  const merge = (path: string, conflict: string) =>
    api.post(`/settings/tags/${tagId(path)}/actions/merge`, { tags: [{ conflict_id: tagId(conflict) }] });
  const job = (names: string[], more: object = {}) => ({
    mass_delete: [
      { module: { id: leads().id, api_name: 'Leads' }, tags: names.map((name) => ({ id: tagId(name) })), ...more },
    ],
  });
  const MASS = '/settings/tags/actions/mass_delete';

  it('mergeSurvivor and mergeSeconds: a merge pours one tag into the other, and is noted', async () => {
    const [vip, prime] = [new Set(holders('VIP')), new Set(holders('Prime'))];
    expect(await merge('VIP', 'Prime')).toMatchObject({
      status: 200,
      body: { tags: [{ code: 'SUCCESS', message: 'tags merged successfully' }] },
    });
    expect(new Set(holders('VIP'))).toEqual(new Set([...vip, ...prime]));
    expect(leads().tagStore.byName('Prime')).toBeUndefined();
    expect(zoho.forbidden().map(({ forbidden }) => forbidden)).toEqual(['tags merged']);
    expect(zoho.tagChanges()).toMatchObject([{ kind: 'deleted', name: 'Prime' }]);
    zoho.set({ mergeSurvivor: 'body', mergeSeconds: 30 });
    await merge('VIP', 'Cold lead');
    expect(leads().tagStore.byName('VIP')).toBeDefined();
    const gone = zoho.clock.wait(30_000);
    zoho.clock.skip(30_000);
    await gone;
    expect(leads().tagStore.byName('VIP')).toBeUndefined();
    expect(leads().tagStore.byName('Cold lead')).toBeDefined();
  });

  it('refuses a merge with or of a tag that there is not', async () => {
    expect(await api.post('/settings/tags/57257670009/actions/merge', {})).toMatchObject({
      status: 400,
      body: { code: 'INVALID_DATA', message: 'invalid tag id' },
    });
    const path = `/settings/tags/${tagId('VIP')}/actions/merge`;
    expect(await api.post(path, { tags: [{ conflict_id: '1' }] })).toMatchObject({
      status: 400,
      body: { tags: [{ code: 'INVALID_DATA', details: { json_path: '$.tags[0].id' } }] },
    });
  });

  it('massDeleteSeconds: a job deletes tags of one module, and is noted', async () => {
    zoho.set({ massDeleteSeconds: 30 });
    const { status, body } = await api.post(MASS, job(['VIP', 'Cold lead']));
    expect({ status, body }).toMatchObject({ status: 202, body: { code: 'SCHEDULED' } });
    const look = async () => (await api.get(`${MASS}?job_id=${String(body.details?.['job_id'])}`)).body['mass_delete'];
    expect(await look()).toMatchObject([{ status: 'RUNNING', deleted_count: 0, total_count: 2 }]);
    leads().deleteTag('VIP');
    const done = zoho.clock.wait(30_000);
    zoho.clock.skip(30_000);
    await done;
    expect(await look()).toMatchObject([{ status: 'COMPLETED', deleted_count: 1, failed_count: 1 }]);
    expect(leads().tagStore.byName('Cold lead')).toBeUndefined();
    expect(zoho.forbidden().map(({ forbidden }) => forbidden)).toEqual(['tags deleted']);
  });

  it('refuses a job about a tag in use, a foreign tag, a wrong pair, two modules, and an unknown one', async () => {
    const two = { mass_delete: [...job(['VIP']).mass_delete, ...job(['VIP']).mass_delete] };
    const cases: [body: object, code: string][] = [
      [job(['Prime']), 'NOT_ALLOWED'],
      [job([], { tags: [{ id: '1' }] }), 'INVALID_DATA'],
      [job(['VIP'], { module: { id: '1', api_name: 'Leads' } }), 'AMBIGUITY_DURING_PROCESSING'],
      [job(['VIP'], { module: { api_name: 'Leads' } }), 'MANDATORY_NOT_FOUND'],
      [two, 'INVALID_DATA'],
    ];
    for (const [body, code] of cases) expect(await api.post(MASS, body)).toMatchObject({ status: 400, body: { code } });
    expect(await api.get(`${MASS}?job_id=1`)).toMatchObject({
      status: 400,
      body: { mass_delete: [{ code: 'INVALID_DATA', message: 'job details not found' }] },
    });
    expect((await api.get(MASS)).body.code).toBe('REQUIRED_PARAM_MISSING');
    expect(leads().tags()).toHaveLength(14);
  });

  const RULES = '/settings/automation/workflow_rules';
  const rule = (tag: string, more: object = {}) => ({
    workflow_rules: [
      {
        name: 'Rule',
        module: { api_name: 'Leads', id: leads().id },
        execute_when: { type: 'edit' },
        conditions: [{ instant_actions: { actions: [{ type: 'add_tags', details: { tags: [{ id: tagId(tag) }] } }] } }],
        ...more,
      },
    ],
  });

  it('tagActionsFireRules: a rule made through the API holds its tag, and fires where the switch says so', async () => {
    const [id = ''] = holders('Prime').filter((one) => !leads().tagNames(one).includes('VIP'));
    const { status, body } = await api.post(RULES, rule('VIP'));
    expect(status).toBe(201);
    const [made] = body['workflow_rules'] as { details: { id: string } }[];
    expect(await api.delete(`/settings/tags/${tagId('VIP')}`)).toMatchObject({
      status: 400,
      body: { tags: [{ code: 'NOT_ALLOWED' }] },
    });
    const removal = { tags: [{ name: 'Prime' }], ids: [id] };
    await api.post('/Leads/actions/remove_tags', removal);
    expect(leads().tagNames(id)).not.toContain('VIP');
    await api.put('/Leads', { data: [{ id }] });
    expect(leads().tagNames(id)).toContain('VIP');
    leads().removeTag(id, 'VIP');
    leads().addTag(id, 'Prime');
    zoho.set({ tagActionsFireRules: true });
    await api.post('/Leads/actions/remove_tags', removal);
    expect(leads().tagNames(id)).toContain('VIP');
    expect((await api.get(`${RULES}?module=Leads`)).body['workflow_rules']).toMatchObject([{ name: 'Rule' }]);
    expect((await api.delete(`${RULES}/${made!.details.id}`)).status).toBe(200);
    expect((await api.get(`${RULES}?module=Leads`)).status).toBe(204);
    expect((await api.delete(`/settings/tags/${tagId('VIP')}`)).status).toBe(200);
    expect(zoho.forbidden().map(({ forbidden }) => forbidden)).toEqual([
      'a workflow rule was made',
      'records were changed',
      'a workflow rule was deleted',
    ]);
  });

  it.each([
    ['without a name', { name: '' }],
    ['without a trigger', { execute_when: {} }],
    ['about no tag', { conditions: [{ instant_actions: { actions: [{ type: 'add_tags', details: { tags: [] } }] } }] }],
  ])('refuses a rule %s', async (_name, more) => {
    expect((await api.post(RULES, rule('VIP', more))).status).toBe(400);
    expect((await api.get(RULES)).status).toBe(204);
  });

  it('a view made through the API holds its tag by switch, and goes', async () => {
    const criteria = { field: { api_name: 'Tag' }, comparator: 'equal', value: ['Cold lead'] };
    const { body } = await api.post('/settings/custom_views?module=Leads', {
      custom_views: [{ name: 'Cold', criteria }],
    });
    const [made] = body['custom_views'] as { details: { id: string } }[];
    zoho.set({ viewsHoldTags: true });
    expect((await api.delete(`/settings/tags/${tagId('Cold lead')}`)).status).toBe(400);
    const path = `/settings/custom_views?module=Leads&ids=${made!.details.id}`;
    expect((await api.delete(path)).status).toBe(200);
    expect((await api.delete(path)).status).toBe(400);
    expect((await api.delete(`/settings/tags/${tagId('Cold lead')}`)).status).toBe(200);
    const wrong = { ...criteria, comparator: 'like' };
    expect(
      (await api.post('/settings/custom_views?module=Leads', { custom_views: [{ name: 'x', criteria: wrong }] }))
        .status,
    ).toBe(400);
  });

  it('converts a lead into a contact and an account, once', async () => {
    const org = zoho.world.org('brightside');
    const id = leads().addRecord({ name: 'Ann Ode', first: 'Ann', last: 'Ode', company: 'Odes' });
    const convert = () => api.post(`/Leads/${id}/actions/convert`, { data: [{ overwrite: false }] });
    const { status, body } = await convert();
    expect(status).toBe(200);
    const made = body.data![0]!.details as Record<'Contacts' | 'Accounts', { id: string }>;
    expect(org.module('Contacts').record(made.Contacts.id).last).toBe('Ode');
    expect(org.module('Accounts').record(made.Accounts.id).name).toBe('Odes');
    expect(leads().record(id).converted).toBe(true);
    expect(await convert()).toMatchObject({ status: 400, body: { code: 'ID_ALREADY_CONVERTED' } });
    expect((await api.post('/Leads/5725767000000000001/actions/convert', {})).status).toBe(400);
    expect(zoho.forbidden()[0]?.forbidden).toBe('a lead was converted');
  });

  it('auditLogTags: an export of the audit log has tags or only records', async () => {
    const at = zoho.clock.now();
    const id = leads().addRecord({ name: 'Newest of all' });
    await api.post(`/Leads/${id}/actions/add_tags`, { tags: [{ name: 'VIP' }] });
    const between = [at - 1_000, at + 60_000].map((ms) => new Date(ms).toISOString());
    const group = [
      { field: { api_name: 'module' }, comparator: 'in', value: [{ api_name: 'Leads', id: leads().id }] },
      { field: { api_name: 'audited_time' }, comparator: 'between', value: between },
    ];
    const body = { audit_log_export: [{ criteria: { group_operator: 'and', group } }] };
    const PATH = '/settings/audit_log_export';
    const file = async () => {
      const started = await api.post(PATH, body);
      const [job] = started.body['audit_log_export'] as { details: { id: string } }[];
      expect((await api.post(PATH, body)).body['audit_log_export']).toMatchObject([{ code: 'ALREADY_SCHEDULED' }]);
      const look = async () =>
        ((await api.get(`${PATH}/${job!.details.id}`)).body['audit_log_export'] as { download_links: string[] }[])[0]!;
      expect((await look()).download_links).toEqual([]);
      zoho.clock.skip(10_000);
      const { pathname } = new URL((await look()).download_links[0]!);
      return (await api.get(pathname.replace('/crm/v8', ''))).text
        .split('\n')
        .slice(1)
        .map((line) => line.split(',').slice(1).join(','));
    };
    expect(await file()).toEqual(['Added,Leads,Newest of all,', 'tag_added,Leads,Newest of all,VIP']);
    zoho.set({ auditLogTags: 'absent' });
    expect(await file()).toEqual(['Added,Leads,Newest of all,']);
    const other = {
      audit_log_export: [{ criteria: { field: { api_name: 'colour' }, comparator: 'equal', value: 'red' } }],
    };
    zoho.clock.skip(10_000);
    expect((await api.post(PATH, other)).body.code).toBe('NOT_SUPPORTED');
  });
});
