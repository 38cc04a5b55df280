import { expect, test } from './fixtures.ts';
import { LEADS } from './matrix/play.ts';
import { connectedPage } from './runs/begin.ts';
import type { Zoho } from './zoho/simulator.ts';

const TAG = 'Prime';
const CONTACTS = { ...LEADS, apiName: 'Contacts', moduleSlug: 'Contacts', singular: 'Contact', plural: 'Contacts' };

function moduleOf(zoho: Zoho, name: string) {
  return zoho.world.org('brightside').module(name);
}

function holders(zoho: Zoho, name: string): string[] {
  const module = moduleOf(zoho, name);
  return module.ids().filter((id) => module.tagNames(id).includes(TAG));
}

function request(zoho: Zoho, connectionId: string) {
  const steps = [LEADS, CONTACTS].map((module) => {
    const tags = moduleOf(zoho, module.apiName)
      .tags()
      .filter(({ name }) => name === TAG)
      .map(({ id, name, colour }) => ({ id, name, colour }));
    return { module, holders: { tags, way: 'scan' as const, counted: [null] } };
  });
  return { id: 'clean', connectionId, steps };
}

test(
  'the history has a clean-up of two modules as one entry, and finds which removal took its tag off a record',
  { tag: '@long' },
  async ({ untag, zoho }) => {
    test.setTimeout(120_000);
    const page = await connectedPage(untag);
    const [contact = ''] = holders(zoho, 'Contacts');
    const all = holders(zoho, 'Leads').length + holders(zoho, 'Contacts').length;
    await page.ask('cleanup.start', request(zoho, await page.connectionId()));
    await page.reachesCleanup('clean', 'ended');

    const report = await untag.open('src/report/index.html');
    const history = report.getByRole('navigation', { name: 'History' });
    const entries = history.getByRole('listitem');
    await expect(entries).toHaveCount(1);
    await expect(entries).toContainText('Clean-up, 2 modules');
    await expect(entries).toContainText(`${all} records`);

    await history.getByRole('link', { name: 'Find a record…' }).press('Enter');
    await expect(report.getByRole('searchbox', { name: 'Record' })).toBeFocused();
    await report.keyboard.type(contact);
    await report.keyboard.press('Tab');
    await report.keyboard.type(TAG.toLowerCase());
    const calls = zoho.requests.length;
    await report.keyboard.press('Enter');
    const hits = report.getByRole('table', { name: 'What was found in the history' }).getByRole('row');
    await expect(report.getByRole('status')).toHaveText('1 match');
    await expect(hits.nth(1)).toContainText(contact);
    await expect(hits.nth(1)).toContainText(TAG);
    await expect(hits.nth(1)).toContainText('Removed');
    expect(zoho.requests.length).toBe(calls);
    await hits.getByRole('link', { name: /^Clean-up, / }).press('Enter');
    await expect(report.getByRole('heading', { level: 1 })).toHaveText(`Removed “${TAG}” from ${all} records`);

    await page.ask('cleanup.undo', { id: 'clean' });
    await page.reachesCleanup('clean', 'ended');
    await expect(report.getByRole('heading', { level: 1 })).toHaveText(`Restored “${TAG}” on ${all} records`);
    await expect(entries).toHaveCount(1);
    await history.getByRole('link', { name: 'Find a record…' }).press('Enter');
    await report.getByRole('searchbox', { name: 'Record' }).fill(contact);
    await report.keyboard.press('Enter');
    await expect(report.getByRole('status')).toHaveText('2 matches');
    expect(zoho.forbidden()).toEqual([]);
  },
);
