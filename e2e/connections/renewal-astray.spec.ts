import { words } from '../browser/words.ts';
import { signIn } from '../browser/consent.ts';
import { listAddress } from '../browser/addresses.ts';
import { CrmList } from '../browser/CrmList.ts';
import { expect, test } from '../fixtures.ts';
import { readyToRemove } from '../journey.ts';
import { EXTENSION_CLIENT_ID } from '../zoho/world/clients.ts';

for (const silentRenewal of ['otherOrg', 'otherUser'] as const)
  test(`a silent renewal brings ${silentRenewal}: not stored, ended, nothing sent, the run waits @long`, async ({
    untag,
    zoho,
  }) => {
    const { leads, ids, tag, popup } = await readyToRemove(untag, zoho);
    const mara = zoho.world.org('brightside').user('mara').fullName;
    zoho.switches.silentRenewal = silentRenewal;
    zoho.inject({ fault: 'invalidToken', match: { endpoint: 'removeTags', nth: 1, times: 1 }, revoke: true });
    await popup.getByRole('button', { name: /^Remove 1 tag from/ }).click();
    const isOrg = silentRenewal === 'otherOrg';
    const heading = isOrg ? 'Paused: another org' : 'Paused: another user is signed in';
    await expect(popup.getByRole('heading', { name: heading })).toBeVisible();
    const waits = isOrg ? words('wait_org_p', { wanted: 'Brightside Solar' }) : words('wait_user_p', { wanted: mara });
    await expect(popup.getByText(waits)).toBeVisible();

    const ended = zoho.requestsTo('/oauth/v2/token/revoke');
    const strange = ended.map(({ query }) => query['token'] ?? '');
    expect(ended.map(({ host, status }) => [host, status])).toEqual([['accounts.zoho.com', 200]]);
    const stored = await untag.worker.evaluate(async () => JSON.stringify(await chrome.storage.session.get(null)));
    for (const token of strange) {
      expect(stored).not.toContain(token);
      const used = zoho.requests.filter((seen) => seen.headers['authorization']?.includes(token));
      expect(used.every((seen) => seen.endpoint === 'org' || seen.endpoint === 'users')).toBe(true);
    }
    expect(zoho.requests.flatMap((seen) => seen.applied ?? [])).toEqual([]);

    zoho.switches.silentRenewal = 'works';
    await signIn(untag.context, () => popup.getByRole('button', { name: 'Connect again' }).click());
    await expect(popup.getByRole('heading', { name: /^Removed from/ })).toBeVisible();
    for (const id of ids) expect(leads.tagNames(id)).not.toContain(tag);
    const applied = zoho.requests.flatMap((seen) => seen.applied ?? []);
    expect(new Set(applied).size).toBe(applied.length);
  });

test('Zoho tells neither org nor user: the sign-in is refused in words, and its token ends @long', async ({
  untag,
  zoho,
}) => {
  zoho.set({ org: 'scopeMismatch', currentUser: 'scopeMismatch' });
  const [page = await untag.context.newPage()] = untag.context.pages();
  const list = await CrmList.open(page, listAddress(zoho));
  await list.tickFirst(8);
  await untag.useClient(EXTENSION_CLIENT_ID);
  const popup = await untag.popup(page);
  await untag.connect(popup);
  await expect(popup.getByText(words('auth_owner'))).toBeVisible();
  await expect(popup.getByText(words('auth_owner_do'))).toBeVisible();
  expect(zoho.requestsTo('/oauth/v2/token/revoke').map(({ status }) => status)).toEqual([200]);
  expect(await untag.worker.evaluate(() => chrome.storage.local.get('connections'))).toEqual({});
});
