import { listAddress } from './browser/addresses.ts';
import { CrmList } from './browser/CrmList.ts';
import { expect, test } from './fixtures.ts';

/* Tests of the tools that the other tests depend on. They tell a broken tool from a broken product. */

test('Zoho’s hosts lead to the simulator under their real names, every other host nowhere', async ({ untag, zoho }) => {
  const page = await untag.context.newPage();
  await page.goto(listAddress(zoho));
  expect(new URL(page.url()).host).toBe('crm.zoho.com');
  await expect(page.goto('https://example.com/')).rejects.toThrow(/ERR_NAME_NOT_RESOLVED|ERR_ADDRESS/);
});

test('a tick in the list is a tick by Zoho’s own class @long', async ({ untag, zoho }) => {
  const page = await untag.context.newPage();
  const list = await CrmList.open(page, listAddress(zoho));
  const [id = ''] = await list.tickFirst(1);
  await expect(list.row(id).locator('span[class*="customCheckBoxChecked"]')).toHaveCount(1);
});

test('the real toolbar popup opens over a tab and can be driven', async ({ untag, zoho }) => {
  const page = await untag.context.newPage();
  await page.goto(listAddress(zoho));
  const popup = await untag.popup(page);
  await expect(popup.getByRole('heading').first()).toBeVisible();
  await untag.closePopup(popup);
});

test('a killed worker comes back for the next event, and what it stored is still there @long', async ({ untag }) => {
  const page = await untag.open('src/options/index.html');
  await page.evaluate(() => chrome.storage.session.set({ probe: 'kept' }));
  await untag.killWorker();
  expect(await page.evaluate(() => chrome.storage.session.get('probe'))).toEqual({ probe: 'kept' });
  const answer: unknown = await page.evaluate(() =>
    chrome.runtime.sendMessage({ type: 'request', name: 'sign-in.cancel' }),
  );
  expect(answer).toMatchObject({ ok: true });
});

test('every request to Zoho is recorded @long', async ({ untag, zoho }) => {
  const page = await untag.context.newPage();
  await page.goto(listAddress(zoho));
  expect(zoho.requests.some((seen) => seen.host === 'crm.zoho.com' && seen.method === 'GET')).toBe(true);
});
