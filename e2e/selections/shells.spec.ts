import type { Page } from '@playwright/test';
import { listAddress } from '../browser/addresses.ts';
import { RowMenu } from '../browser/RowMenu.ts';
import { ToolbarButton } from '../browser/ToolbarButton.ts';
import type { Untag } from '../browser/Untag.ts';
import { expect, test } from '../fixtures.ts';
import { commonTag } from '../common-tag.ts';
import { connected, pick } from '../journey.ts';
import type { Zoho } from '../zoho/simulator.ts';
import { words } from '../browser/words.ts';

const SHELLS = {
  'Zoho One': 'https://one.zoho.com/zohoone/brightside/home/cxapp',
  'CRM Plus': 'https://crmplus.zoho.com/brightside/index.do/cxapp',
};

/** Opens a list of deals inside a shell, and ticks rows in its frame. */
async function tickInShell(
  untag: Untag,
  zoho: Zoho,
  shell: string,
  rows: number,
): Promise<{ page: Page; ids: string[] }> {
  const page = await untag.context.newPage();
  const { pathname, search } = new URL(listAddress(zoho, { module: 'Deals' }));
  await page.goto(`${shell}${pathname}${search}`);
  const list = page.frameLocator('#crmLoadFrame').locator('lyte-exptable-tr[data-zcqa="detailView"]');
  const ids: string[] = [];
  for (let index = 0; index < rows; index += 1) {
    await list.nth(index).locator('lyte-checkbox label').first().click();
    ids.push((await list.nth(index).getAttribute('id')) ?? '');
  }
  return { page, ids };
}

for (const [name, shell] of Object.entries(SHELLS))
  test(`in ${name} the CRM stands in a frame: the popup and the menu work on its rows${name === 'Zoho One' ? '' : ' @long'}`, async ({
    untag,
    zoho,
  }) => {
    await connected(untag, zoho);
    const deals = zoho.world.org('brightside').module('Deals');
    const { page, ids } = await tickInShell(untag, zoho, shell, 5);
    const tag = commonTag(deals, ids);
    const button = new ToolbarButton(untag);
    await expect.poll(() => button.over(page)).toEqual({ badge: '', tooltip: 'Untag: remove tags' });
    let popup = await untag.popup(page);
    await expect(popup.getByRole('heading', { name: '5 deals selected' })).toBeVisible();
    await untag.closePopup(popup);

    const menu = await RowMenu.watch(untag);
    const row = page.frameLocator('#crmLoadFrame').locator(`lyte-exptable-tr[id="${ids[0]}"] a`).first();
    await menu.open(row);
    await expect.poll(() => menu.titles()).toContain('Remove tags from 5 deals…');
    await menu.choose(page);
    popup = await untag.openedPopup();
    await pick(popup, [tag]);
    await popup.getByRole('button', { name: /^Remove 1 tag from/ }).click();
    await expect(popup.getByRole('heading', { name: /^Removed from/ })).toBeVisible();
    for (const id of ids) expect(deals.tagNames(id)).not.toContain(tag);
    // The end counts as seen once the worker has been told. Until then the button shows it.
    await expect.poll(() => button.over(page)).toEqual({ badge: '', tooltip: 'Untag: remove tags' });
    await untag.closePopup(popup);

    await menu.open(row);
    await menu.choose(page, 'keep:0');
    const kept = { badge: '5', tooltip: words('tip_basket', { records: '5 deals' }) };
    await expect.poll(() => button.over(page)).toEqual(kept);

    // Now the shell loads another document.
    await page.reload();
    await expect(page.frameLocator('#crmLoadFrame').locator('lyte-exptable-tr').first()).toBeVisible();
    const known = () => untag.worker.evaluate(() => chrome.storage.session.get('shellTabs'));
    await expect.poll(known).toEqual({ shellTabs: [expect.any(Number)] });
    await expect.poll(() => button.over(page)).toEqual(kept);
    const options = await untag.open('src/options/index.html');
    await options.getByRole('button', { name: 'Delete everything…' }).click();
    await options.getByRole('dialog').getByRole('button', { name: 'Delete everything' }).click();
    // The badge is gone before the numbers of the shells are stored again.
    await expect(options.getByText('Everything is deleted.')).toBeVisible();
    await expect.poll(() => button.over(page)).toEqual({ badge: '', tooltip: 'Untag: remove tags' });

    // Another site in the same tab is removed at the next change.
    const elsewhere = { badge: '', tooltip: 'Untag works on Zoho CRM pages' };
    await page.goto('about:blank');
    await expect.poll(() => button.over(page)).toEqual(elsewhere);
    await untag.worker.evaluate(() => chrome.storage.local.set({ basket: null }));
    await expect.poll(known).toEqual({ shellTabs: [] });
    expect(await button.over(page)).toEqual(elsewhere);
  });

for (const [name, shell] of Object.entries(SHELLS))
  test(`a tab of ${name} that was open before an update works without a reload, from the button and the menu @long`, async ({
    untag,
    zoho,
  }) => {
    await connected(untag, zoho);
    const { page, ids } = await tickInShell(untag, zoho, shell, 5);
    const row = page.frameLocator('#crmLoadFrame').locator(`lyte-exptable-tr[id="${ids[0]}"] a`).first();
    const before = await RowMenu.watch(untag);
    await before.open(row);
    const frame = await before.frameId();
    await restart(untag);
    await expect(row).toBeVisible();

    // The menu event names the frame, which Untag may access.
    const menu = await RowMenu.watch(untag);
    await row.click({ button: 'right' });
    await menu.choose(page, 'untag', frame);
    const fromMenu = await untag.openedPopup();
    await expect(fromMenu.getByRole('heading', { name: '5 deals selected' })).toBeVisible();
    await untag.closePopup(fromMenu);

    // The button names no frame, and only this press opens the shell's page to Untag.
    await restart(untag);
    const fromButton = await untag.press(page);
    await expect(fromButton.getByRole('heading', { name: '5 deals selected' })).toBeVisible();
    const [own] = page.frames().filter((each) => each.url().startsWith('https://crm.'));
    expect(await own?.evaluate(() => document.querySelectorAll('.customCheckBoxChecked').length)).toBe(5);
  });

test('of two lists in one shell the menu means the one in which it was opened @long', async ({ untag, zoho }) => {
  await connected(untag, zoho);
  const deals = zoho.world.org('brightside').module('Deals');
  const { page, ids } = await tickInShell(untag, zoho, SHELLS['Zoho One'], 3);
  await page.evaluate(
    (src) => {
      const second = document.createElement('iframe');
      second.id = 'second';
      second.src = src;
      second.style.cssText = 'position: fixed; inset: 40% 0 0 0; width: 100%; height: 60%;';
      document.body.append(second);
    },
    listAddress(zoho, { module: 'Deals' }),
  );
  const rows = page.frameLocator('#second').locator('lyte-exptable-tr[data-zcqa="detailView"]');
  const place = await rows.evaluateAll((all, ticked) => all.findIndex((row) => !ticked.includes(row.id)), ids);
  const id = (await rows.nth(place).getAttribute('id')) ?? '';

  const menu = await RowMenu.watch(untag);
  await menu.open(rows.nth(place).locator('a').first());
  await menu.choose(page);
  const popup = await untag.openedPopup();
  await expect(popup.getByRole('heading', { name: `1 deal: ${deals.record(id).name}` })).toBeVisible();
});

/** Restarts the extension, as an update does. Its scripts in open tabs are dead from now on. */
async function restart(untag: Untag): Promise<void> {
  const restarted = untag.context.waitForEvent('serviceworker');
  await untag.worker.evaluate(() => chrome.runtime.reload()).catch(() => undefined);
  await restarted;
}
