import { expect, test } from './fixtures.ts';
import { commonTag, connected, pick } from './journey.ts';

test('a token that ends in the middle of a run is renewed silently, and nothing is sent twice', async ({
  untag,
  zoho,
}) => {
  const { page, list } = await connected(untag, zoho);
  const leads = zoho.world.org('brightside').module('Leads');
  const ids = await list.tickFirst(12);
  const tag = commonTag(leads, ids);
  const popup = await untag.popup(page);
  await pick(popup, [tag]);
  zoho.inject({ fault: 'invalidToken', match: { endpoint: 'removeTags', nth: 1, times: 1 }, revoke: true });
  await popup.getByRole('button', { name: /^Remove 1 tag from/ }).click();
  await expect(popup.getByRole('heading', { name: /^Removed from/ })).toBeVisible();
  for (const id of ids) expect(leads.tagNames(id)).not.toContain(tag);
  expect(zoho.requests.filter((seen) => seen.path === '/oauth/v2/auth/refresh')).toHaveLength(1);
  const applied = zoho.requests.filter((seen) => seen.applied !== undefined).flatMap((seen) => seen.applied);
  expect(new Set(applied).size).toBe(applied.length);
});

test('a sign-in that cannot be renewed makes the run wait, and it goes on where it was', async ({ untag, zoho }) => {
  const { page, list } = await connected(untag, zoho);
  const leads = zoho.world.org('brightside').module('Leads');
  const ids = await list.tickFirst(12);
  const tag = commonTag(leads, ids);
  const popup = await untag.popup(page);
  await pick(popup, [tag]);
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
