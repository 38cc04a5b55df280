import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { zohoFetch } from '../client-for-tests.ts';
import { DCS, crmHost, crmPlusHost, oneHost } from '../hosts.ts';
import { startZoho } from '../simulator.ts';
import type { Zoho } from '../simulator.ts';

let zoho: Zoho;
beforeAll(async () => void (zoho = await startZoho()));
afterAll(() => zoho.stop());
beforeEach(() => zoho.reset());

const CRM = 'https://crm.zoho.com';
const ORG = '/crm/org808232144';

async function get(address: string) {
  const response = await zohoFetch(zoho)(address);
  return { status: response.status, headers: response.headers, text: await response.text() };
}

function leads(org = 'brightside') {
  return zoho.world.org(org).module('Leads');
}

test('every data centre shows its CRM, and its sandbox where there is one', async () => {
  for (const dc of DCS) {
    const org = zoho.world.orgOfPage(dc, 'production');
    const view = org?.module('Leads').views[0]?.id ?? '';
    const { status, text } = await get(
      `https://${crmHost(dc)}/crm/${org?.domainName}/tab/Leads/custom-view/${view}/list`,
    );
    expect(status).toBe(200);
    expect(text).toContain(`id="${org?.module('Leads').ids(1)[0]}"`);
  }
  const view = leads('brightside-sandbox').views[0]?.id ?? '';
  const sandbox = await get(`https://crmsandbox.zoho.com/crm/brightsidestaging/tab/Leads/custom-view/${view}/list`);
  expect(sandbox.text).toContain(leads('brightside-sandbox').ids(1)[0]);
});

test('the app puts the default view and a page size into an address without one', async () => {
  const { status, headers } = await get(`${CRM}${ORG}/tab/Leads`);
  expect(status).toBe(302);
  const view = leads().views.find((one) => one.isDefault)?.id;
  expect(headers.get('location')).toBe(`${ORG}/tab/Leads/custom-view/${view}/list?page=1&per_page=50`);
});

test('another org’s segment, an unknown tab and "list" in a record’s place lead to a 404', async () => {
  expect((await get(`${CRM}/crm/org999/tab/Leads`)).status).toBe(404);
  expect((await get(`${CRM}/crm/nordwind/tab/Leads`)).status).toBe(404);
  expect((await get(`${CRM}${ORG}/tab/Nonsense`)).status).toBe(404);
  expect((await get(`${CRM}${ORG}/tab/Leads/list`)).status).toBe(404);
});

test('withoutOrg: an address without an org falls to Home, or shows the page', async () => {
  const path = `${CRM}/crm/tab/Leads/${leads().ids(1)[0]}`;
  expect((await get(path)).text).toContain('class="hmCards"');
  zoho.set({ withoutOrg: 'shown' });
  expect((await get(path)).text).toContain('id="headervalue_LASTNAME"');
});

test('a reload shows the tags as they are now', async () => {
  const id = leads().ids(1)[0] ?? '';
  const page = async () => (await get(`${CRM}${ORG}/tab/Leads/${id}`)).text;
  leads().setTags(id, []);
  expect(await page()).not.toContain('tagElementList');
  leads().addTag(id, 'Prime');
  expect(await page()).toMatch(/tagElementList.*Prime/);
});

test('a record page has related lists with ids, boxes and a reused id', async () => {
  const { text } = await get(`${CRM}${ORG}/tab/Leads/${leads().ids(1)[0]}`);
  expect(text).toContain('<crm-related-list-view-header related-module="Contacts">');
  expect(text).toContain('<lyte-tbody id="lvTred">');
  expect(text).toMatch(/<lyte-tr id="\d{19}">/);
});

test('the old address of a record leads to its page', async () => {
  const id = leads('nordwind').ids(1)[0];
  const { headers } = await get(`https://crm.zoho.eu/crm/EntityInfo.do?module=Leads&id=${id}`);
  expect(headers.get('location')).toBe(`/crm/nordwind/tab/Leads/${id}`);
});

test('kanban, canvas and sheet show the records of the view without boxes to tick rows', async () => {
  const view = leads().views[0]?.id;
  const shape = async (name: string) => (await get(`${CRM}${ORG}/tab/Leads/custom-view/${view}/${name}`)).text;
  expect(await shape('kanban')).toContain('<a class="crm-kv-header-link"');
  expect(await shape('canvas')).toContain('data-shape="canvas"');
  expect(await shape('sheet')).toContain('class="crmSheet"');
  for (const name of ['kanban', 'canvas', 'sheet']) expect(await shape(name)).not.toContain('selectEntity');
});

test('search, Home, Reports and the form for a new record are no lists', async () => {
  const name = leads().record(leads().ids(1)[0] ?? '').name;
  expect((await get(`${CRM}${ORG}/search?searchword=${encodeURIComponent(name)}&isRelevance=false`)).text).toContain(
    `<lyte-tr id="${leads().ids(1)[0]}">`,
  );
  for (const path of ['/tab/Home', '/tab/Reports', '/tab/Leads/create?layoutId=1']) {
    const { status, text } = await get(`${CRM}${ORG}${path}`);
    expect(status).toBe(200);
    expect(text).not.toContain('crux-table-component');
  }
});

test('Activities mixes rows of Tasks, Events and Calls, told apart by their links', async () => {
  const first = await get(`${CRM}${ORG}/tab/Activities`);
  const { text } = await get(`${CRM}${first.headers.get('location')}`);
  for (const tab of ['Tasks', 'Events', 'Calls']) expect(text).toMatch(new RegExp(`href="${ORG}/tab/${tab}/\\d{19}"`));
  expect(text).not.toMatch(/\/tab\/Activities\/\d{19}/);
});

test('shells frame the CRM on its own origin, and only they may', async () => {
  const inner = `${ORG}/tab/Leads?x=1`;
  for (const shell of [
    `https://${oneHost('us')}/zohoone/acme/home/cxapp`,
    `https://${crmPlusHost('us')}/acme/index.do/cxapp`,
  ]) {
    const { text, headers } = await get(`${shell}${inner}`);
    expect(text).toContain(`<iframe id="crmLoadFrame" src="${CRM}${inner}"`);
    expect(headers.get('content-security-policy')).toContain(`frame-src ${CRM}`);
  }
  const { headers } = await get(`${CRM}${ORG}/tab/Home`);
  expect(headers.get('content-security-policy')).toContain(
    `frame-ancestors 'self' https://one.zoho.com https://crmplus.zoho.com`,
  );
  expect((await get(`https://${oneHost('us')}/nowhere`)).status).toBe(404);
});

test('scripts come as files without types, under a policy that allows no others', async () => {
  const { headers, text } = await get(`${CRM}${ORG}/tab/Home`);
  expect(headers.get('content-security-policy')).toContain("script-src 'self';");
  expect(text).not.toMatch(/<script(?![^>]*(?:src=|application\/json))/);
  const script = await get(`${CRM}/sim-assets/crm/client/list.ts`);
  expect(script.headers.get('content-type')).toContain('text/javascript');
  expect(script.text).toContain('function startList(root, data, selection)');
  expect((await get(`${CRM}/sim-assets/crm/client/../router.ts`)).status).toBe(404);
});
