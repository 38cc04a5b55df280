import { chromium, expect, test as base } from '@playwright/test';
import type { Page } from '@playwright/test';
import { startZoho } from '../simulator.ts';
import type { Zoho } from '../simulator.ts';

const LEADS = 'https://crm.zoho.com/crm/org808232144/tab/Leads';

/** The pages in a browser without any extension. */
const test = base.extend<{ zoho: Zoho; crm: Page }>({
  // Playwright reads the names of what a fixture needs out of an object pattern, so an empty one has to stand here.
  // oxlint-disable-next-line no-empty-pattern
  zoho: async ({}, use) => {
    const zoho = await startZoho();
    await use(zoho);
    await zoho.stop();
  },
  crm: async ({ zoho }, use) => {
    const browser = await chromium.launch({
      executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
      chromiumSandbox: process.getuid?.() !== 0,
      args: [`--host-resolver-rules=${zoho.resolverRules()}`, `--ignore-certificate-errors-spki-list=${zoho.spki}`],
    });
    const crm = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    const complaints: string[] = [];
    crm.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    crm.on('pageerror', (error) => complaints.push(error.message));
    await use(crm);
    await browser.close();
    expect(complaints).toEqual([]);
  },
});

const rows = (crm: Page) => crm.locator('.lvRows [data-zcqa="detailView"]');
const ticked = (crm: Page) => crm.locator('.lvRows .customCheckBoxChecked');
const box = (crm: Page, place: number) => rows(crm).nth(place).locator('label').first();

test('ticks live through paging and die with another view; the address follows without a reload', async ({
  crm,
  zoho,
}) => {
  await crm.goto(LEADS);
  await expect(rows(crm)).toHaveCount(50);
  await crm.evaluate(() => document.documentElement.setAttribute('data-same', ''));
  await box(crm, 1).click();
  await box(crm, 4).click({ modifiers: ['Shift'] });
  await expect(ticked(crm)).toHaveCount(4);
  expect(await crm.locator('.lvRows input:checked').count()).toBe(2);
  await crm.getByRole('button', { name: 'next' }).click();
  await expect(crm).toHaveURL(/page=2/);
  await expect(crm.locator('.pageCount')).toHaveText('51 - 100 of 300');
  await expect(ticked(crm)).toHaveCount(0);
  await crm.goBack();
  await expect(crm.locator('.pageCount')).toHaveText('1 - 50 of 300');
  await expect(ticked(crm)).toHaveCount(4);
  await crm.locator('.crmTab-Potentials').click();
  await expect(crm).toHaveURL(/tab\/Potentials\/custom-view\/\d+\/list\?page=1&per_page=50$/);
  await expect(rows(crm)).toHaveCount(zoho.world.org('brightside').module('Deals').count());
  await crm.goBack();
  await expect(crm.locator('.lvViewButton')).toHaveText('All Leads');
  await expect(rows(crm)).toHaveCount(50);
  await expect(ticked(crm)).toHaveCount(0);
  await expect(crm.locator('html')).toHaveAttribute('data-same', '');
});

test('the view switcher and the page sizes lead to other rows, a name to its record @long', async ({ crm, zoho }) => {
  await crm.goto(LEADS);
  await crm.locator('.lvPerPage').click();
  await crm.getByRole('link', { name: '100 Records Per Page' }).click();
  await expect(rows(crm)).toHaveCount(100);
  await crm.locator('.lvViewButton').click();
  await crm.getByRole('link', { name: 'Leads before 2019' }).click();
  await expect(crm.locator('.lvEmpty')).toHaveText('No Leads found');
  await crm.goBack();
  const [id = ''] = zoho.world.org('brightside').module('Leads').ids(1);
  await crm.locator(`#listView_${id}`).click();
  await expect(crm).toHaveURL(`${LEADS}/${id}`);
  await expect(crm.locator('.dvRelated').first()).toBeVisible();
});

test('navigation lags: the old rows stand under the new address until the answer comes @long', async ({
  crm,
  zoho,
}) => {
  zoho.set({ navigation: 'lags', firstRows: 0 });
  await crm.goto(LEADS);
  await expect(rows(crm)).toHaveCount(50);
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await crm.route(/tab\/Potentials/, async (route) => held.then(() => route.continue()));
  await crm.locator('.crmTab-Potentials').click();
  await expect(crm).toHaveURL(/tab\/Potentials/);
  expect(await rows(crm).count()).toBe(50);
  release();
  await expect(rows(crm)).toHaveCount(40);
});

test('navigation clears: there are no rows under the new address until the answer comes', async ({ crm }) => {
  await crm.goto(LEADS);
  await expect(rows(crm)).toHaveCount(50);
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await crm.route(/tab\/Potentials/, async (route) => held.then(() => route.continue()));
  await crm.locator('.crmTab-Potentials').click();
  await expect(rows(crm)).toHaveCount(0);
  release();
  await expect(rows(crm)).toHaveCount(40);
});

test('oldListStaysMs: two lists are in the page for a while, the old one hidden @long', async ({ crm, zoho }) => {
  zoho.set({ oldListStaysMs: 60_000 });
  await crm.goto(LEADS);
  await expect(rows(crm)).toHaveCount(50);
  await crm.locator('.crmTab-Potentials').click();
  await expect(crm.locator('crux-list-view')).toHaveCount(2);
  await expect(crm.locator('crux-table-component[cx-prop-module="Potentials"]')).toBeVisible();
  await expect(crm.locator('crux-table-component[cx-prop-module="Leads"]')).toBeHidden();
});

test('in a shell the CRM works inside its frame', async ({ crm }) => {
  await crm.goto('https://one.zoho.com/zohoone/brightside/home/cxapp/crm/org808232144/tab/Leads');
  const frame = crm.frameLocator('#crmLoadFrame');
  await frame.locator('.lvRows label').first().click();
  await expect(frame.locator('.lvRows .customCheckBoxChecked')).toHaveCount(1);
});
