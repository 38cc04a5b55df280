import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listAddress } from '../browser/addresses.ts';
import { signIn } from '../browser/consent.ts';
import { CrmList } from '../browser/CrmList.ts';
import { launchChromium } from '../browser/launch.ts';
import { RowMenu } from '../browser/RowMenu.ts';
import { Untag } from '../browser/Untag.ts';
import { expect, test } from '../fixtures.ts';
import { commonTag, connected, pick } from '../journey.ts';

function badge(untag: Untag): Promise<string> {
  return untag.worker.evaluate(() => chrome.action.getBadgeText({}));
}

test('the basket keeps ticks across pages and views, from the popup and the menu, and shows on the badge', async ({
  untag,
  zoho,
}) => {
  const { page, list } = await connected(untag, zoho);
  const menu = await RowMenu.watch(untag);
  const leads = zoho.world.org('brightside').module('Leads');
  const ids = await list.tickFirst(3);
  let popup = await untag.popup(page);
  await popup.getByRole('button', { name: 'Ticked rows' }).click();
  await popup.getByRole('menuitem', { name: 'Keep these 3 in the basket' }).click();
  await expect(popup.getByText('Kept. 3 leads in the basket')).toBeVisible();
  await untag.closePopup(popup);
  await expect.poll(() => badge(untag)).toBe('3');

  await list.nextPage();
  ids.push(...(await list.tickFirst(2)));
  await menu.open(
    list
      .row(ids[3] ?? '')
      .locator('a')
      .first(),
  );
  await menu.choose(page, 'keep:0');
  await expect.poll(() => badge(untag)).toBe('5');

  // The first leads again, in another view: each counts once.
  await list.openView('My Leads');
  const again = await list.tickFirst(4);
  const mine = [...new Set([...ids, ...again])];
  popup = await untag.popup(page);
  await popup.getByRole('button', { name: 'Ticked rows' }).click();
  await popup.getByRole('menuitem', { name: 'Keep these 4 in the basket' }).click();
  await expect(popup.getByText(`Kept. ${mine.length} leads in the basket`)).toBeVisible();
  await popup.getByRole('button', { name: 'Ticked rows' }).click();
  await popup.getByRole('menuitemradio', { name: 'Basket' }).click();
  await expect(popup.getByRole('heading', { name: `${mine.length} leads selected` })).toBeVisible();
  await expect(popup.getByText('3 pages')).toBeVisible();
  const tag = commonTag(leads, mine);
  await pick(popup, [tag]);
  await popup.getByRole('button', { name: /^Remove 1 tag from/ }).click();
  await expect(popup.getByRole('heading', { name: /^Removed from/ })).toBeVisible();
  for (const id of mine) expect(leads.tagNames(id)).not.toContain(tag);
});

test('the basket outlives the browser session, takes one module only, and can be emptied', async ({ zoho }) => {
  const profile = mkdtempSync(join(tmpdir(), 'untag-basket-'));
  const first = new Untag(await launchChromium(zoho, { profile }));
  const { page, list } = await connected(first, zoho);
  await list.tickFirst(4);
  const popup = await first.popup(page);
  await popup.getByRole('button', { name: 'Ticked rows' }).click();
  await popup.getByRole('menuitem', { name: 'Keep these 4 in the basket' }).click();
  await expect(popup.getByText('Kept. 4 leads in the basket')).toBeVisible();
  await first.closePopup(popup);
  await first.close();

  const second = new Untag(await launchChromium(zoho, { profile }));
  try {
    await expect.poll(() => badge(second)).toBe('4');
    const tab = await second.context.newPage();
    const deals = await CrmList.open(tab, listAddress(zoho, { module: 'Deals' }));
    await deals.tickFirst(2);
    const over = await second.popup(tab);
    // Zoho's own session ended with the browser's.
    await signIn(second.context, () => over.getByRole('button', { name: 'Sign in' }).click());
    await expect(over.getByRole('heading', { name: '2 deals selected' })).toBeVisible();
    await over.getByRole('button', { name: 'Ticked rows' }).click();
    await over.getByRole('menuitem', { name: 'Keep these 2 in the basket' }).click();
    await expect(over.getByText('Your basket holds Leads.')).toBeVisible();
    await over.getByRole('button', { name: 'Empty the basket' }).click();
    await expect.poll(() => badge(second)).toBe('');
  } finally {
    await second.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
});
