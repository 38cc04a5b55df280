import { listAddress } from '../browser/addresses.ts';
import { scriptsOf } from '../browser/CrmList.ts';
import { RowMenu } from '../browser/RowMenu.ts';
import { expect, test } from '../fixtures.ts';
import { connected } from '../journey.ts';
import { words } from '../browser/words.ts';

test('in a window without a toolbar the menu opens a small window, over the tab and row that were clicked @long', async ({
  untag,
  zoho,
}) => {
  const { page, list } = await connected(untag, zoho);
  const deals = zoho.world.org('brightside').module('Deals');
  // The browser hides the address of a shell from Untag, so only the menu knows the tab.
  const { pathname, search } = new URL(listAddress(zoho, { module: 'Deals' }));
  const shell = `https://one.zoho.com/zohoone/brightside/home/cxapp${pathname}${search}`;
  const opened = untag.context.waitForEvent('page');
  await page.evaluate((url) => void open(url, '', 'width=1200,height=700'), shell);
  const bare = await opened;
  const rows = bare.frameLocator('#crmLoadFrame').locator('lyte-exptable-tr[data-zcqa="detailView"]');
  await scriptsOf(rows.first());
  for (const place of [0, 1]) await rows.nth(place).locator('lyte-checkbox label').first().click();
  const other = (await rows.nth(5).getAttribute('id')) ?? '';

  const menu = await RowMenu.watch(untag);
  await menu.open(rows.nth(5).locator('a').first());
  const frameId = await menu.frameId();
  await list.tickFirst(1);
  const small = untag.context.waitForEvent('page');
  await untag.worker.evaluate(
    async (info) => {
      const [tab] = await chrome.tabs.query({ windowType: 'popup' });
      const event = chrome.contextMenus.onClicked as unknown as {
        dispatch(info: object, tab: object | undefined): void;
      };
      event.dispatch(info, tab);
    },
    { menuItemId: 'untag', editable: false, frameId },
  );
  const popup = await small;
  await expect(popup.getByRole('heading', { name: `1 deal: ${deals.record(other).name}` })).toBeVisible();
  expect(await untag.popups()).toBe(0);
  await popup.getByRole('button', { name: words('sel_use_ticked', { n: 2 }) }).click();
  await expect(popup.getByRole('heading', { name: '2 deals selected' })).toBeVisible();
});
