import { listAddress } from '../browser/addresses.ts';
import { ConnectPage } from '../browser/ConnectPage.ts';
import { answerConsent, signIn } from '../browser/consent.ts';
import { CrmList } from '../browser/CrmList.ts';
import { OptionsPage } from '../browser/OptionsPage.ts';
import { expect, test } from '../fixtures.ts';
import { EU_ONLY_CLIENT_ID, EXTENSION_CLIENT_ID } from '../zoho/world/clients.ts';

/* `src/connect/results.test.tsx` covers the texts and buttons of each code. Here the real window ends in each way. */

test('refused, an address refused, closed: each says so, and its button leads on to a connection', async ({
  untag,
  zoho,
}) => {
  const [list = await untag.context.newPage()] = untag.context.pages();
  await CrmList.open(list, listAddress(zoho));
  const { page, ...connect } = await openFor(untag);
  const again = page.getByRole('button', { name: 'Try again' });
  await signIn(untag.context, () => connect.paste(EXTENSION_CLIENT_ID), { refuse: true });
  await expect(page.getByRole('heading', { name: 'You did not allow Untag' })).toBeVisible();

  zoho.set({ extensionRedirects: false });
  await signIn(untag.context, () => again.click(), { closeWindow: true });
  await expect(page.getByRole('heading', { name: 'Zoho refused the redirect URI' })).toBeVisible();
  const redirect = await untag.worker.evaluate(() => chrome.identity.getRedirectURL());
  await expect(page.locator('.problem code')).toHaveText(redirect);

  zoho.set({ extensionRedirects: true });
  await signIn(untag.context, () => again.click(), { closeWindow: true });
  await expect(page.getByRole('heading', { name: 'The Zoho window was closed' })).toBeVisible();
  await page.getByRole('button', { name: /^An error about the redirect URI/ }).click();
  await expect(page.locator('.problem code')).toHaveCount(2);
  await signIn(untag.context, () => again.click());
  await expect(page.getByRole('heading', { name: 'Connected to Brightside Solar' })).toBeVisible();
});

test('an id of another region: the id stays, and the right region connects it @long', async ({ untag, zoho }) => {
  const connect = await ConnectPage.open(untag, 'client', 'zoho.com');
  await signIn(untag.context, () => connect.give({ clientId: EU_ONLY_CLIENT_ID }), { closeWindow: true });
  await expect(connect.page.getByText('Zoho does not know this client ID in this region: United States')).toBeVisible();
  await expect(connect.page.getByLabel('Client ID', { exact: true })).toHaveValue(EU_ONLY_CLIENT_ID);
  await connect.chooseRegion('zoho.eu');
  await signIn(untag.context, () => connect.page.getByRole('button', { name: 'Try again' }).click());
  await connect.expectConnected('Nordwind Möbel GmbH');
  expect(zoho.requests.filter((seen) => seen.host === 'www.zohoapis.com')).toEqual([]);
});

test('not for the entire session: said once, mended by its button, and told in the settings when it has ended @long', async ({
  untag,
}) => {
  const connect = await ConnectPage.open(untag);
  await connect.connect({ clientId: EXTENSION_CLIENT_ID }, { entireSession: false });
  await connect.expectConnected('Brightside Solar');
  await expect(connect.page.getByText('Connected for one hour.')).toBeVisible();

  await untag.worker.evaluate(async () => {
    const { connections } = (await chrome.storage.local.get('connections')) as { connections: object[] };
    await chrome.storage.local.set({ connections: connections.map((each) => ({ ...each, isSignedOut: true })) });
  });
  const options = await OptionsPage.open(untag);
  await expect(options.page.getByText(/this happens less often/)).toBeVisible();
  await signIn(untag.context, () => options.page.getByRole('button', { name: /^Sign in to Brightside Solar/ }).click());
  await expect(options.page.getByRole('heading', { name: 'Connected to Brightside Solar' })).toBeVisible();
  await expect(options.page.getByText('Connected for one hour.')).toHaveCount(0);
});

test('another org than the tab’s: both ways on, the wanted one first @long', async ({ untag, zoho }) => {
  const [list = await untag.context.newPage()] = untag.context.pages();
  await CrmList.open(list, listAddress(zoho));
  const { page, ...connect } = await openFor(untag);
  await signIn(untag.context, () => connect.paste(EXTENSION_CLIENT_ID), { org: 'Brightside Solar (Sandbox)' });
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'Connected Brightside Solar, Sandbox, not Production',
  );
  await signIn(untag.context, () => page.getByRole('button', { name: 'Connect Production' }).click());
  await expect(page.getByRole('heading', { name: 'Connected to Brightside Solar' })).toBeVisible();
});

test('a window that is open already is shown, and can be cancelled from either page @long', async ({ untag }) => {
  const first = await ConnectPage.open(untag);
  const second = await ConnectPage.open(untag);
  const opened = untag.context.waitForEvent('page');
  await first.give({ clientId: EXTENSION_CLIENT_ID });
  const consent = await opened;
  await expect(second.page.getByRole('heading', { name: 'Waiting for Zoho' })).toBeVisible();
  const closed = consent.waitForEvent('close');
  await second.page.getByRole('button', { name: 'Cancel' }).click();
  await closed;
  const again = untag.context.waitForEvent('page');
  await first.page.getByRole('button', { name: 'Connect', exact: true }).click();
  await answerConsent(await again);
  await first.expectConnected('Brightside Solar');
});

test('a user without CRM, and one right too few: each is named, and its button leads on @long', async ({
  untag,
  zoho,
}) => {
  zoho.inject({ fault: 'answer', match: { endpoint: 'org', nth: 1 }, status: 204, body: '' });
  const connect = await ConnectPage.open(untag);
  const { page } = connect;
  await connect.connect({ clientId: EXTENSION_CLIENT_ID });
  await expect(page.getByRole('heading', { name: 'This Zoho user has no CRM' })).toBeVisible();
  const other = page.getByRole('link', { name: /^Sign in as another user/ });
  await expect(other).toHaveAttribute('href', /^https:\/\/accounts\.zoho\.com/);

  zoho.set({ org: 'scopeMismatch' });
  await signIn(untag.context, () => page.getByRole('button', { name: 'Try again' }).click());
  const missing = page.getByText('Zoho did not give one permission');
  await expect(missing).toBeVisible();
  zoho.set({ org: 'answers' });
  await signIn(untag.context, () => page.getByRole('button', { name: 'Connect again and allow everything' }).click());
  await connect.expectConnected('Brightside Solar');
  await expect(missing).toHaveCount(0);
});

test('a wrong secret is mended in its field, and too many sign-ins get their time @long', async ({ untag, zoho }) => {
  const { clientId, clientSecret } = zoho.world.credentials['brightside'] ?? { clientId: '', clientSecret: '' };
  const connect = await ConnectPage.open(untag, 'server');
  const { page } = connect;
  await connect.connect({ clientId, secret: 'of another region' });
  await expect(page.getByText('The client secret is wrong')).toBeVisible();
  await connect.connect({ secret: clientSecret });
  await connect.expectConnected('Brightside Solar');

  zoho.set({ refreshTokensPerTenMinutes: 0 });
  const again = await ConnectPage.open(untag, 'server');
  await again.connect({ clientId, secret: clientSecret });
  await expect(again.page.getByRole('heading', { name: 'Zoho wants a break: too many sign-ins' })).toBeVisible();
  await expect(again.page.getByRole('button', { name: /^Try again at \d/ })).toHaveAttribute('aria-disabled', 'true');
});

async function openFor(untag: Parameters<typeof ConnectPage.open>[0]) {
  const connect = await ConnectPage.open(untag);
  return { page: connect.page, paste: (clientId: string) => connect.give({ clientId }) };
}
