import { listAddress } from './browser/addresses.ts';
import { CrmList } from './browser/CrmList.ts';
import { expect, test } from './fixtures.ts';
import { commonTag } from './common-tag.ts';
import { connected, pick } from './journey.ts';
import { EXTENSION_CLIENT_ID } from './zoho/world/clients.ts';
import { words } from './browser/words.ts';

test('not a Zoho page', async ({ untag, zoho }) => {
  const [page = await untag.context.newPage()] = untag.context.pages();
  await page.goto('about:blank');
  await untag.useClient(EXTENSION_CLIENT_ID);
  const first = await untag.popup(page);
  await expect(first.getByRole('button', { name: 'Connect to Zoho CRM' })).toBeVisible();
  // The toolbar popup takes its width from the document. It must not shrink to its longest word.
  expect(await first.evaluate(() => window.innerWidth)).toBeGreaterThanOrEqual(380);
  await untag.closePopup(first);

  await connected(untag, zoho);
  await page.goto('about:blank');
  const popup = await untag.popup(page);
  await expect(popup.getByRole('heading', { name: 'Open a list in Zoho CRM' })).toBeVisible();
  expect(await popup.evaluate(() => window.innerWidth)).toBeGreaterThanOrEqual(380);
});

test('a Zoho page without a list @long', async ({ untag, zoho }) => {
  const { page } = await connected(untag, zoho);
  const org = zoho.world.org('brightside');
  await page.goto(`https://crm.zoho.com/crm/${org.domainName}/tab/Home/begin`);
  const popup = await untag.popup(page);
  await expect(popup.getByRole('heading', { name: 'No tags on this page' })).toBeVisible();
});

test('nothing ticked @long', async ({ untag, zoho }) => {
  const { page } = await connected(untag, zoho);
  const popup = await untag.popup(page);
  await expect(popup.getByRole('heading', { name: words('none_h') })).toBeVisible();
});

test('no client id @long', async ({ untag, zoho }) => {
  const [page = await untag.context.newPage()] = untag.context.pages();
  await CrmList.open(page, listAddress(zoho));
  const popup = await untag.popup(page);
  await expect(popup.getByRole('heading', { name: words('setup_h') })).toBeVisible();
});

test('a ticked row whose id is not 15 to 20 digits is left out and said', async ({ untag, zoho }) => {
  const { page, list } = await connected(untag, zoho);
  const [, odd = ''] = await list.tickFirst(3);
  await list.row(odd).evaluate((row) => {
    for (const element of [row, ...row.querySelectorAll('*')])
      for (const { name, value } of Array.from(element.attributes))
        if (/\d{15,20}/.test(value)) element.setAttribute(name, value.replaceAll(/\d{15,20}/g, '12345'));
  });
  const popup = await untag.popup(page);
  await expect(popup.getByRole('heading', { name: '2 leads selected' })).toBeVisible();
  await expect(popup.getByText(words('refused_rows', { n: 1 }))).toBeVisible();
});

test('offline while the tags are read @long', async ({ untag, zoho }) => {
  const { page, list } = await connected(untag, zoho);
  await list.tickFirst(3);
  await untag.context.setOffline(true);
  const popup = await untag.popup(page);
  // Chromium sets a process offline through its pages. The popup's process is also the worker's.
  await popup.context().setOffline(true);
  await expect.poll(() => untag.worker.evaluate(() => navigator.onLine)).toBe(false);
  await expect(popup.getByText(/you are offline/)).toBeVisible();
  await popup.context().setOffline(false);
  await untag.context.setOffline(false);
  await expect(popup.getByRole('checkbox').first()).toBeVisible({ timeout: 40_000 });
});

/* All unreadable answers are in `in-node/zoho-errors.test.tsx`. */
test('an answer that is html where JSON is due, while the tags are read @long', async ({ untag, zoho }) => {
  const { page, list } = await connected(untag, zoho);
  await list.tickFirst(3);
  zoho.inject({ fault: 'html', match: { endpoint: 'records', nth: 1, times: null } });
  const popup = await untag.popup(page);
  await expect(popup.getByText(words('err_unreadable'))).toBeVisible({ timeout: 40_000 });
});

test('an HTML answer to a removal is no answer: the records are looked at, and nothing is sent twice unseen @long', async ({
  untag,
  zoho,
}) => {
  const { page, list } = await connected(untag, zoho);
  const leads = zoho.world.org('brightside').module('Leads');
  const ids = await list.tickFirst(6);
  const tag = commonTag(leads, ids);
  zoho.inject({ fault: 'html', match: { endpoint: 'removeTags', nth: 1, times: 1 }, applied: true });
  const popup = await untag.popup(page);
  await pick(popup, [tag]);
  await popup.getByRole('button', { name: /^Remove 1 tag from/ }).click();
  await expect(popup.getByRole('heading', { name: /^Removed from/ })).toBeVisible();
  expect(zoho.requests.filter((seen) => seen.endpoint === 'removeTags')).toHaveLength(1);
});
