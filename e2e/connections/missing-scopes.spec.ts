import { listAddress } from '../browser/addresses.ts';
import { signIn } from '../browser/consent.ts';
import { CrmList } from '../browser/CrmList.ts';
import { OptionsPage } from '../browser/OptionsPage.ts';
import { expect, test } from '../fixtures.ts';
import { commonTag } from '../common-tag.ts';
import { pick, readyToRemove } from '../journey.ts';
import type { Scope } from '../../src/shared/scopes.ts';
import type { Zoho } from '../zoho/simulator.ts';
import { EXTENSION_CLIENT_ID } from '../zoho/world/clients.ts';
import { words } from '../browser/words.ts';

/** A consent that left a right out: existing and future tokens lack it. */
function withhold(zoho: Zoho, scope: Scope): void {
  for (const token of zoho.world.tokens.allAccess()) token.scopes = token.scopes.filter((one) => one !== scope);
}

/* One right at sign-in and one at a removal; the others are in `in-node/missing-scopes.test.tsx`. */

test('without ZohoCRM.org.READ the journey goes on, and the settings name the right @long', async ({ untag, zoho }) => {
  zoho.set({ org: 'scopeMismatch' });
  const [page = await untag.context.newPage()] = untag.context.pages();
  const list = await CrmList.open(page, listAddress(zoho));
  const leads = zoho.world.org('brightside').module('Leads');
  const ids = await list.tickFirst(8);
  const tag = commonTag(leads, ids);
  await untag.useClient(EXTENSION_CLIENT_ID);
  const popup = await untag.popup(page);
  await untag.connect(popup);
  const vouch = popup.getByRole('button', { name: /^Yes, use/ });
  await vouch.click();
  await pick(popup, [tag]);
  await popup.getByRole('button', { name: /^Remove 1 tag from/ }).click();
  await expect(popup.getByRole('heading', { name: /^Removed from/ })).toBeVisible();
  for (const id of ids) expect(leads.tagNames(id)).not.toContain(tag);
  const options = await OptionsPage.open(untag);
  await expect(options.page.getByText('Zoho did not give every permission: ZohoCRM.org.READ.')).toBeVisible();
});

test('ZohoCRM.modules.ALL is missing when tags are removed: named, asked for again, and the rest goes on @long', async ({
  untag,
  zoho,
}) => {
  const { leads, ids, tag, popup } = await readyToRemove(untag, zoho, { ticked: 8 });
  withhold(zoho, 'ZohoCRM.modules.ALL');
  await popup.getByRole('button', { name: /^Remove 1 tag from/ }).click();
  await expect(popup.getByText(words('err_scope'))).toBeVisible();
  await expect(popup.getByText('ZohoCRM.modules.ALL')).toBeVisible();
  expect(zoho.requests.flatMap((seen) => seen.applied ?? [])).toEqual([]);

  await signIn(untag.context, () => popup.getByRole('button', { name: 'Connect again' }).click());
  await popup.getByRole('button', { name: /^Continue with/ }).click();
  await expect(popup.getByRole('heading', { name: /^Removed from/ })).toBeVisible();
  for (const id of ids) expect(leads.tagNames(id)).not.toContain(tag);
});
