import { expect, test } from '../fixtures.ts';
import { listAddress } from '../browser/addresses.ts';
import { CrmList } from '../browser/CrmList.ts';
import { ConnectPage } from '../browser/ConnectPage.ts';
import { OptionsPage } from '../browser/OptionsPage.ts';
import { commonTag } from '../common-tag.ts';
import { pick } from '../journey.ts';
import type { Untag } from '../browser/Untag.ts';
import type { Zoho } from '../zoho/simulator.ts';

test('where Zoho refuses an extension’s Origin everything works, for none is sent @long', async ({ untag, zoho }) => {
  zoho.set({ extensionOrigin: 'refused' });
  const { clientId, clientSecret } = zoho.world.credentials['brightside'] ?? { clientId: '', clientSecret: '' };
  const connect = await ConnectPage.open(untag, 'server');
  await connect.connect({ clientId, secret: clientSecret });
  await connect.expectConnected('Brightside Solar');
  await connect.page.close();
  const options = await OptionsPage.open(untag);

  await removeOne(untag, zoho);
  // A new worker must add the rule again before its first call.
  await untag.killWorker();
  for (const token of zoho.world.tokens.allAccess()) token.expiresAt = 0;
  const [page] = untag.context.pages();
  await page?.close();
  await options.page.reload();
  await options.disconnect();
  await expect(options.page.getByText('No org connected')).toBeVisible();

  const seen = zoho.requests.filter(({ host }) => /^(accounts\.|www\.zohoapis\.)/.test(host));
  const calls = new Set(seen.map(({ path }) => path.replace(/^\/crm\/v8\/(?:Leads\/)?/, '')));
  expect([...calls]).toEqual(
    expect.arrayContaining(['/oauth/v2/token', '/oauth/v2/token/revoke', 'org', 'actions/remove_tags']),
  );
  expect(seen.filter(({ headers }) => headers['origin']?.includes('extension'))).toEqual([]);
});

async function removeOne(untag: Untag, zoho: Zoho): Promise<void> {
  const page = await untag.context.newPage();
  const list = await CrmList.open(page, listAddress(zoho));
  const leads = zoho.world.org('brightside').module('Leads');
  const ids = await list.tickFirst(6);
  const tag = commonTag(leads, ids);
  const popup = await untag.popup(page);
  await pick(popup, [tag]);
  await popup.getByRole('button', { name: /^Remove 1 tag from/ }).click();
  await expect(popup.getByRole('heading', { name: /^Removed from/ })).toBeVisible();
  for (const id of ids) expect(leads.tagNames(id)).not.toContain(tag);
  await untag.closePopup(popup);
}
