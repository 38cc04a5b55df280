import type { Page } from '@playwright/test';
import { listAddress } from './browser/addresses.ts';
import { CrmList } from './browser/CrmList.ts';
import { ConnectPage } from './browser/ConnectPage.ts';
import { expect, test } from './fixtures.ts';
import { readyToRemove } from './journey.ts';

test('a token that ends in the middle of a run is renewed silently, and nothing is sent twice @long', async ({
  untag,
  zoho,
}) => {
  const { leads, ids, tag, popup } = await readyToRemove(untag, zoho);
  zoho.inject({ fault: 'invalidToken', match: { endpoint: 'removeTags', nth: 1, times: 1 }, revoke: true });
  await popup.getByRole('button', { name: /^Remove 1 tag from/ }).click();
  await expect(popup.getByRole('heading', { name: /^Removed from/ })).toBeVisible();
  for (const id of ids) expect(leads.tagNames(id)).not.toContain(tag);
  expect(zoho.requests.filter((seen) => seen.path === '/oauth/v2/auth/refresh')).toHaveLength(1);
  const applied = zoho.requests.filter((seen) => seen.applied !== undefined).flatMap((seen) => seen.applied);
  expect(new Set(applied).size).toBe(applied.length);
});

test('a sign-in that cannot be renewed makes the run wait, and it goes on where it was @long', async ({
  untag,
  zoho,
}) => {
  const { leads, ids, tag, popup } = await readyToRemove(untag, zoho);
  zoho.switches.silentRenewal = 'clientNotGranted';
  zoho.inject({ fault: 'invalidToken', match: { endpoint: 'removeTags', nth: 1, times: 1 }, revoke: true });
  await popup.getByRole('button', { name: /^Remove 1 tag from/ }).click();
  await expect(popup.getByRole('heading', { name: 'Paused: sign in to Zoho' })).toBeVisible();
  const opened = untag.context.waitForEvent('page');
  await popup.getByRole('button', { name: 'Sign in' }).click();
  const consent = await opened;
  const closed = consent.waitForEvent('close');
  await consent.locator('#accept').click({ noWaitAfter: true });
  await closed;
  await expect(popup.getByRole('heading', { name: /^Removed from/ })).toBeVisible();
  for (const id of ids) expect(leads.tagNames(id)).not.toContain(tag);
});

test('a worker that dies in the middle of a renewal leaves no lock behind: the next one renews', async ({
  untag,
  zoho,
}) => {
  const { clientId, clientSecret } = zoho.world.credentials['brightside'] ?? { clientId: '', clientSecret: '' };
  const connect = await ConnectPage.open(untag, 'server');
  await connect.connect({ clientId, secret: clientSecret });
  await connect.expectConnected('Brightside Solar');
  const list = await CrmList.open(await untag.context.newPage(), listAddress(zoho));
  await list.tickFirst(3);

  for (const token of zoho.world.tokens.allAccess()) token.expiresAt = 0;
  zoho.inject({ fault: 'held', match: { path: '/oauth/v2/token' } });
  const first = await untag.open('src/popup/index.html');
  await zoho.arrived('/oauth/v2/token', 2);
  expect(await heldLocks(first)).toContain('untag-tokens');
  await untag.killWorker();
  await expect.poll(() => heldLocks(first)).not.toContain('untag-tokens');
  await first.close();

  const second = await untag.open('src/popup/index.html');
  await expect(second.getByText('3 leads selected')).toBeVisible();
  await expect(second.getByRole('checkbox').first()).toBeVisible();
  const grants = zoho.requestsTo('/oauth/v2/token').map((seen) => new URLSearchParams(seen.body).get('grant_type'));
  expect(grants).toEqual(['authorization_code', 'refresh_token', 'refresh_token']);
});

function heldLocks(page: Page): Promise<(string | undefined)[]> {
  return page.evaluate(async () => ((await navigator.locks.query()).held ?? []).map(({ name }) => name));
}
