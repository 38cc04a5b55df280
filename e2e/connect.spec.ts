import { listAddress } from './browser/addresses.ts';
import { signIn } from './browser/consent.ts';
import { CrmList } from './browser/CrmList.ts';
import { expect, test } from './fixtures.ts';
import { EXTENSION_CLIENT_ID } from './zoho/world/clients.ts';
import { words } from './browser/words.ts';

test('from nothing: Zoho’s console card by card, consent, and back at the list', async ({ untag, zoho }) => {
  const [page = await untag.context.newPage()] = untag.context.pages();
  await CrmList.open(page, listAddress(zoho));
  const popup = await untag.popup(page);
  await expect(popup.getByRole('heading', { name: words('setup_h') })).toBeVisible();
  const connect = await untag.opened(() =>
    popup.getByRole('button', { name: 'Set up Untag' }).click({ noWaitAfter: true }),
  );
  expect(connect.url()).toContain(untag.url('src/connect/index.html?tab='));
  await signIn(untag.context, () => connect.getByLabel('Client ID', { exact: true }).fill(EXTENSION_CLIENT_ID));
  await expect(connect.getByRole('heading', { name: 'Connected to Brightside Solar' })).toBeVisible();
  await connect.getByRole('button', { name: 'Go to your Leads' }).click();
  await expect.poll(() => page.evaluate(() => document.visibilityState)).toBe('visible');

  const again = await untag.popup(page);
  await expect(again.getByRole('heading', { name: words('none_h') })).toBeVisible();
  await expect(again.getByText('Brightside Solar')).toBeVisible();
});

test('consent refused: said in words, nothing connected, and Connect works the next time', async ({ untag, zoho }) => {
  const [page = await untag.context.newPage()] = untag.context.pages();
  await CrmList.open(page, listAddress(zoho));
  await untag.useClient(EXTENSION_CLIENT_ID);
  const popup = await untag.popup(page);
  await untag.connect(popup, { refuse: true });
  await expect(popup.getByText('You did not allow Untag')).toBeVisible();
  expect(zoho.requests.filter((seen) => seen.host.includes('zohoapis'))).toEqual([]);
  await untag.connect(popup);
  await expect(popup.getByRole('heading', { name: words('none_h') })).toBeVisible();
});

test('window closed: said in words', async ({ untag, zoho }) => {
  const [page = await untag.context.newPage()] = untag.context.pages();
  await CrmList.open(page, listAddress(zoho));
  await untag.useClient(EXTENSION_CLIENT_ID);
  const popup = await untag.popup(page);
  await untag.connect(popup, { closeWindow: true });
  await expect(popup.getByText('The Zoho window was closed')).toBeVisible();
});
