import { expect, test } from '../fixtures.ts';
import { listAddress } from '../browser/addresses.ts';
import { CrmList } from '../browser/CrmList.ts';
import { ConnectPage } from '../browser/ConnectPage.ts';
import { signIn } from '../browser/consent.ts';
import { commonTag } from '../common-tag.ts';
import { pick, readyToRemove } from '../journey.ts';
import { EXTENSION_CLIENT_ID } from '../zoho/world/clients.ts';

test('not granted for the entire session: after its hour the run waits for the user, and goes on @long', async ({
  untag,
  zoho,
}) => {
  const { leads, ids, tag, popup } = await readyToRemove(untag, zoho, { choice: { entireSession: false } });
  zoho.inject({ fault: 'held', match: { endpoint: 'removeTags' } });
  await popup.getByRole('button', { name: /^Remove 1 tag from/ }).click();
  await zoho.arrived('actions/remove_tags');
  for (const token of zoho.world.tokens.allAccess()) token.expiresAt = 0;
  zoho.release();
  await expect(popup.getByRole('heading', { name: 'Paused: sign in to Zoho' })).toBeVisible();
  expect(zoho.requestsTo('/oauth/v2/auth/refresh')).toHaveLength(1);
  expect(ids.filter((id) => leads.tagNames(id).includes(tag)).length).toBeGreaterThan(1);

  await signIn(untag.context, () => popup.getByRole('button', { name: 'Sign in' }).click(), { refuse: true });
  await expect(popup.getByText('You did not allow Untag')).toBeVisible();
  await signIn(untag.context, () => popup.getByRole('button', { name: 'Sign in' }).click());
  await expect(popup.getByRole('heading', { name: /^Removed from/ })).toBeVisible();
  for (const id of ids) expect(leads.tagNames(id)).not.toContain(tag);
});

test('client id and secret: a refresh token that was taken back asks for the user, and the secret is still known @long', async ({
  untag,
  zoho,
}) => {
  const { clientId, clientSecret, refreshToken } = zoho.world.credentials['brightside'] ?? {
    clientId: '',
    clientSecret: '',
    refreshToken: '',
  };
  zoho.world.tokens.revoke(refreshToken);
  const connect = await ConnectPage.open(untag, 'server');
  await connect.connect({ clientId, secret: clientSecret });
  await connect.expectConnected('Brightside Solar');
  await connect.page.close();

  const page = await untag.context.newPage();
  const list = await CrmList.open(page, listAddress(zoho));
  const leads = zoho.world.org('brightside').module('Leads');
  const ids = await list.tickFirst(6);
  const tag = commonTag(leads, ids);
  const popup = await untag.popup(page);
  await pick(popup, [tag]);
  const [user] = zoho.world.org('brightside').users;
  for (const { token } of zoho.world.tokens.refreshTokensOf(clientId, user?.id ?? '')) zoho.world.tokens.revoke(token);
  await popup.getByRole('button', { name: /^Remove 1 tag from/ }).click();
  await expect(popup.getByRole('heading', { name: 'Paused: sign in to Zoho' })).toBeVisible();
  await signIn(untag.context, () => popup.getByRole('button', { name: 'Sign in' }).click());
  await expect(popup.getByRole('heading', { name: /^Removed from/ })).toBeVisible();
  for (const id of ids) expect(leads.tagNames(id)).not.toContain(tag);
});

test('two sign-ins at once: the second is told of the first, which goes on', async ({ untag }) => {
  const first = await ConnectPage.open(untag);
  const second = await ConnectPage.open(untag);
  const request = { way: 'client', dataCentre: 'us', clientId: EXTENSION_CLIENT_ID };
  await signIn(untag.context, async () => {
    await first.give({ clientId: EXTENSION_CLIENT_ID });
    await expect(second.page.getByText('Waiting for Zoho')).toBeVisible();
    await expect(second.page.getByRole('button', { name: 'Connect', exact: true })).toHaveCount(0);
    const refusal = await second.page.evaluate(
      (data) => chrome.runtime.sendMessage({ type: 'request', name: 'sign-in.start', data }) as Promise<unknown>,
      request,
    );
    expect(refusal).toMatchObject({ error: { code: 'consent-busy' } });
  });
  for (const each of [first, second]) await each.expectConnected('Brightside Solar');
});

test('a European user of a client that is registered in the US @long', async ({ untag, zoho }) => {
  const connect = await ConnectPage.open(untag);
  await connect.connect({ clientId: EXTENSION_CLIENT_ID }, { account: 'Annika Brandt' });
  await connect.expectConnected('Nordwind Möbel GmbH');

  const page = await untag.context.newPage();
  const list = await CrmList.open(page, listAddress(zoho, { org: 'nordwind' }));
  await list.tickFirst(3);
  for (const token of zoho.world.tokens.allAccess()) token.expiresAt = 0;
  const popup = await untag.popup(page);
  await expect(popup.getByRole('checkbox').first()).toBeVisible();
  const [renewal] = zoho.requestsTo('/oauth/v2/auth/refresh');
  expect(renewal?.host).toBe('accounts.zoho.eu');
  expect(zoho.requests.filter((seen) => seen.host === 'www.zohoapis.com')).toEqual([]);
});
