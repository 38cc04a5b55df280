import type { Page } from '@playwright/test';
import { listAddress, recordAddress } from '../browser/addresses.ts';
import { CrmList } from '../browser/CrmList.ts';
import { type Shown, ToolbarButton } from '../browser/ToolbarButton.ts';
import type { Untag } from '../browser/Untag.ts';
import { expect, test } from '../fixtures.ts';
import { commonTag } from '../common-tag.ts';
import { connected, pick } from '../journey.ts';
import { words } from '../browser/words.ts';

const IDLE: Shown = { badge: '', tooltip: 'Untag: remove tags' };
const NO_TAGS: Shown = { badge: '', tooltip: 'Untag works on Zoho CRM pages' };
const KEPT: Shown = { badge: '37', tooltip: words('tip_basket', { records: '37 leads' }) };

/** Opens a module from the app's own menu: the document stays. */
async function goTo(page: Page, moduleSlug: string): Promise<void> {
  await page.locator(`.crmTab-${moduleSlug}`).click();
  await expect(page.locator(`.crmTab-${moduleSlug}`)).toHaveAttribute('aria-current', 'page');
}

/** Puts that many of Brightside's leads into the basket. */
async function keep(untag: Untag, ids: readonly string[]): Promise<void> {
  await untag.worker.evaluate(async (kept) => {
    const { connections } = (await chrome.storage.local.get('connections')) as { connections: { id: string }[] };
    const noun = { singular: 'Lead', plural: 'Leads', isCustom: false, nameField: 'Full_Name' };
    const module = { apiName: 'Leads', moduleSlug: 'Leads', ...noun };
    const basket = { connectionId: connections[0]?.id, module, ids: kept, pages: ['one'], keptAt: Date.now() };
    await chrome.storage.local.set({ basket });
  }, ids);
}

test('over each tab the button says what Untag can do there, and counts the basket beside its own module @long', async ({
  untag,
  zoho,
}) => {
  const { page } = await connected(untag, zoho);
  const button = new ToolbarButton(untag);
  const other = await untag.context.newPage();
  const harbour = await untag.context.newPage();
  await CrmList.open(harbour, listAddress(zoho, { org: 'harbour' }));
  await expect.poll(() => button.over(page)).toEqual(IDLE);
  await expect.poll(() => button.over(harbour)).toEqual(IDLE);
  expect(await button.over(other)).toEqual(NO_TAGS);

  const ids = zoho.world.org('brightside').module('Leads').ids().slice(0, 37);
  await keep(untag, ids);
  await expect.poll(() => button.over(page)).toEqual(KEPT);
  expect(await button.over(harbour)).toEqual(IDLE);
  expect(await button.over(other)).toEqual(NO_TAGS);

  await page.bringToFront();
  await goTo(page, 'Potentials');
  await expect.poll(() => button.over(page)).toEqual(IDLE);
  await goTo(page, 'Home');
  await expect.poll(() => button.over(page)).toEqual(NO_TAGS);
  await goTo(page, 'Leads');
  await expect.poll(() => button.over(page)).toEqual(KEPT);
  await page.goBack();
  await expect.poll(() => button.over(page)).toEqual(NO_TAGS);
  await page.goto(recordAddress(zoho, ids[0] ?? ''));
  await expect.poll(() => button.over(page)).toEqual(KEPT);
  await page.reload();
  await expect.poll(() => button.over(page)).toEqual(KEPT);
  await page.goto('about:blank');
  await expect.poll(() => button.over(page)).toEqual(NO_TAGS);
});

test('a run shows over every tab, and gives way to the basket when it was seen @long', async ({ untag, zoho }) => {
  const { page, list } = await connected(untag, zoho);
  const button = new ToolbarButton(untag);
  const other = await untag.context.newPage();
  const leads = zoho.world.org('brightside').module('Leads');
  await page.bringToFront();
  const ids = await list.tickFirst(12);
  const tag = commonTag(leads, ids);
  await keep(untag, leads.ids().slice(0, 37));
  await expect.poll(() => button.over(page)).toEqual(KEPT);

  zoho.inject({ fault: 'held', match: { endpoint: 'removeTags', nth: 1 } });
  const popup = await untag.popup(page);
  await pick(popup, [tag]);
  await popup.getByRole('button', { name: /^Remove 1 tag from/ }).click();
  await zoho.arrived('actions/remove_tags');
  const running = { badge: '0%', tooltip: expect.stringMatching(/^Untag: 0 of \d+ leads$/) };
  for (const tab of [page, other]) await expect.poll(() => button.over(tab)).toEqual(running);
  await page.bringToFront();
  await goTo(page, 'Home');
  await expect.poll(() => button.over(page)).toEqual(running);
  await goTo(page, 'Leads');

  zoho.release();
  const done = { badge: '✓', tooltip: expect.stringMatching(/^Untag: removed from \d+ leads$/) };
  for (const tab of [page, other]) await expect.poll(() => button.over(tab)).toEqual(done);
  await expect.poll(() => button.over(page), { timeout: 15_000 }).toEqual(KEPT);
  expect(await button.over(other)).toEqual(NO_TAGS);
});

test('a worker that was killed comes back for the next page, writes nothing and calls nobody @long', async ({
  untag,
  zoho,
}) => {
  const { page } = await connected(untag, zoho);
  const options = await untag.open('src/options/index.html');
  const button = new ToolbarButton(untag, options);
  await keep(untag, zoho.world.org('brightside').module('Leads').ids().slice(0, 37));
  await expect.poll(() => button.over(page)).toEqual(KEPT);
  await options.evaluate(() => {
    const written: string[] = [];
    chrome.storage.onChanged.addListener((changes) => written.push(...Object.keys(changes)));
    Object.assign(globalThis, { written });
  });
  await page.bringToFront();
  const calls = zoho.requests.filter(({ host }) => !host.startsWith('crm')).length;

  await untag.killWorker();
  await goTo(page, 'Potentials');
  await expect.poll(() => button.over(page)).toEqual(IDLE);

  await untag.killWorker();
  await goTo(page, 'Leads');
  await expect.poll(() => button.over(page)).toEqual(KEPT);
  expect(await options.evaluate(() => (globalThis as unknown as { written: string[] }).written)).toEqual([]);
  expect(zoho.requests.filter(({ host }) => !host.startsWith('crm'))).toHaveLength(calls);

  // A change while there is no worker starts one too.
  await untag.killWorker();
  await options.evaluate(() => chrome.storage.local.remove('basket'));
  await expect.poll(() => button.over(page)).toEqual(IDLE);
});

test('a tab of the CRM that was open before Untag was there has its button at once', async ({ untag, zoho }) => {
  const page = await untag.context.newPage();
  await CrmList.open(page, listAddress(zoho));
  const restarted = untag.context.waitForEvent('serviceworker');
  await untag.worker.evaluate(() => chrome.runtime.reload()).catch(() => undefined);
  await restarted;
  const button = new ToolbarButton(untag);
  await expect.poll(() => button.over(page)).toEqual(IDLE);
});
