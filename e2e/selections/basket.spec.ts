import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { listAddress } from '../browser/addresses.ts';
import { signIn } from '../browser/consent.ts';
import { CrmList } from '../browser/CrmList.ts';
import { launchChromium } from '../browser/launch.ts';
import { RowMenu } from '../browser/RowMenu.ts';
import { ToolbarButton } from '../browser/ToolbarButton.ts';
import { Untag } from '../browser/Untag.ts';
import { expect, test } from '../fixtures.ts';
import { commonTag } from '../common-tag.ts';
import { connected, pick } from '../journey.ts';
import { words } from '../browser/words.ts';

test('the basket keeps ticks across pages and views, from the popup and the menu, and shows on the badge', async ({
  untag,
  zoho,
}) => {
  const { page, list } = await connected(untag, zoho);
  const menu = await RowMenu.watch(untag);
  const button = new ToolbarButton(untag);
  const leads = zoho.world.org('brightside').module('Leads');
  const ids = await list.tickFirst(3);
  let popup = await untag.popup(page);
  await popup.getByRole('button', { name: words('src_ticked') }).click();
  await popup.getByRole('menuitem', { name: words('basket_keep', { n: 3 }) }).click();
  await expect(popup.getByText(words('basket_kept', { records: '3 leads' }))).toBeVisible();
  await untag.closePopup(popup);
  await expect.poll(() => button.badge(page)).toBe('3');

  await list.nextPage();
  ids.push(...(await list.tickFirst(2)));
  await menu.open(
    list
      .row(ids[3] ?? '')
      .locator('a')
      .first(),
  );
  await menu.choose(page, 'keep:0');
  await expect.poll(() => button.badge(page)).toBe('5');

  // The first leads again, in another view: each counts once.
  await list.openView('My Leads');
  const again = await list.tickFirst(4);
  const mine = [...new Set([...ids, ...again])];
  popup = await untag.popup(page);
  await popup.getByRole('button', { name: words('src_ticked') }).click();
  await popup.getByRole('menuitem', { name: words('basket_keep', { n: 4 }) }).click();
  await expect(popup.getByText(words('basket_kept', { records: `${mine.length} leads` }))).toBeVisible();
  await popup.getByRole('button', { name: words('src_ticked') }).click();
  await popup.getByRole('menuitemradio', { name: words('src_basket') }).click();
  await expect(popup.getByRole('heading', { name: `${mine.length} leads selected` })).toBeVisible();
  await expect(popup.getByText('3 pages')).toBeVisible();
  const tag = commonTag(leads, mine);
  await pick(popup, [tag]);
  await popup.getByRole('button', { name: /^Remove 1 tag from/ }).click();
  await expect(popup.getByRole('heading', { name: /^Removed from/ })).toBeVisible();
  for (const id of mine) expect(leads.tagNames(id)).not.toContain(tag);
});

test('two windows keep while a third writes the basket: each waits for its turn, and none of the records is lost @long', async ({
  untag,
  zoho,
}) => {
  const { page, list } = await connected(untag, zoho);
  const kept: string[] = [];
  const windows = [];
  for (const count of [3, 2]) {
    kept.push(...(await list.tickFirst(count)));
    const popup = await untag.open('src/popup/index.html');
    await popup.getByRole('button', { name: words('src_ticked') }).click();
    windows.push({ popup, keep: popup.getByRole('menuitem', { name: words('basket_keep', { n: count }) }) });
    await expect(popup.getByRole('menuitem', { name: words('basket_keep', { n: count }) })).toBeVisible();
    await list.nextPage();
  }
  const [third = ''] = await list.tickFirst(1);
  const other = await untag.open('src/options/index.html');
  await other.evaluate(
    () =>
      new Promise<void>((held) => {
        void navigator.locks.request('untag-stored local basket', () => {
          held();
          return new Promise<void>((resolve) => Object.assign(globalThis, { letGo: resolve }));
        });
      }),
  );
  for (const { keep } of windows) await keep.click();
  await expect.poll(() => waiting(other)).toBe(2);
  expect(await other.evaluate(() => chrome.storage.local.get('basket'))).toEqual({});
  await other.evaluate(
    async (ids) => {
      const [connection] = (await chrome.storage.local.get('connections'))['connections'] as { id: string }[];
      const module = {
        apiName: 'Leads',
        moduleSlug: 'Leads',
        singular: 'Lead',
        plural: 'Leads',
        isCustom: false,
        nameField: 'id',
      };
      const basket = { connectionId: connection?.id, module, ids, pages: ['third'], keptAt: 1 };
      await chrome.storage.local.set({ basket });
      (globalThis as unknown as { letGo: () => void }).letGo();
    },
    [third],
  );
  for (const { popup } of windows) await expect(popup.getByText(/^Added\. \d leads in your list/)).toBeVisible();
  await expect.poll(() => new ToolbarButton(untag).badge(page)).toBe('6');
  const { basket } = (await other.evaluate(() => chrome.storage.local.get('basket'))) as { basket: { ids: string[] } };
  expect(new Set(basket.ids)).toEqual(new Set([third, ...kept]));
});

/** How many writers wait for the basket's lock. */
function waiting(page: Page): Promise<number> {
  return page.evaluate(async () => (await navigator.locks.query()).pending?.length ?? 0);
}

test('the basket outlives the browser session, takes one module only, and can be emptied @long', async ({ zoho }) => {
  const profile = mkdtempSync(join(tmpdir(), 'untag-basket-'));
  const first = new Untag(await launchChromium(zoho, { profile }));
  const { page, list } = await connected(first, zoho);
  await list.tickFirst(4);
  const popup = await first.popup(page);
  await popup.getByRole('button', { name: words('src_ticked') }).click();
  await popup.getByRole('menuitem', { name: words('basket_keep', { n: 4 }) }).click();
  await expect(popup.getByText(words('basket_kept', { records: '4 leads' }))).toBeVisible();
  await first.closePopup(popup);
  await first.close();

  const second = new Untag(await launchChromium(zoho, { profile }));
  try {
    const button = new ToolbarButton(second);
    const leads = await second.context.newPage();
    await CrmList.open(leads, listAddress(zoho));
    await expect.poll(() => button.badge(leads)).toBe('4');
    const tab = await second.context.newPage();
    const deals = await CrmList.open(tab, listAddress(zoho, { module: 'Deals' }));
    await deals.tickFirst(2);
    const over = await second.popup(tab);
    // Zoho's own session ended when the browser did.
    await signIn(second.context, () => over.getByRole('button', { name: 'Sign in' }).click());
    await expect(over.getByRole('heading', { name: '2 deals selected' })).toBeVisible();
    await over.getByRole('button', { name: words('src_ticked') }).click();
    await over.getByRole('menuitem', { name: words('basket_keep', { n: 2 }) }).click();
    await expect(over.getByText('Your list holds Leads.')).toBeVisible();
    await over.getByRole('button', { name: words('basket_empty_btn') }).click();
    await expect.poll(() => button.badge(leads)).toBe('');
  } finally {
    await second.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
});
