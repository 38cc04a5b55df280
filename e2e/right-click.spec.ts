import type { Page } from '@playwright/test';
import type { Untag } from './browser/Untag.ts';
import { expect, test } from './fixtures.ts';
import { commonTag } from './common-tag.ts';
import { connected, pick } from './journey.ts';

/** Makes a real right click, then chooses the entry, because a headless browser draws no menu to click in. */
async function chooseRemoveTags(untag: Untag, page: Page, click: () => Promise<void>): Promise<void> {
  await page.bringToFront();
  await click();
  await untag.worker.evaluate(async (url) => {
    const [tab] = await chrome.tabs.query({ url: `${url.split('?')[0]}*` });
    const event = chrome.contextMenus.onClicked as unknown as { dispatch(info: object, tab: object | undefined): void };
    event.dispatch({ menuItemId: 'untag', editable: false, pageUrl: url, frameId: 0 }, tab);
  }, page.url());
}

test('journey C: on a ticked row the menu means all ticked rows', async ({ untag, zoho }) => {
  const { page, list } = await connected(untag, zoho);
  const leads = zoho.world.org('brightside').module('Leads');
  const ids = await list.tickFirst(4);
  await chooseRemoveTags(untag, page, () => list.row(ids[1] ?? '').click({ button: 'right' }));
  const popup = await untag.openedPopup();
  await expect(popup.getByRole('heading', { name: '4 leads selected' })).toBeVisible();
  const tag = commonTag(leads, ids);
  await pick(popup, [tag]);
  await popup.getByRole('button', { name: /^Remove 1 tag from/ }).click();
  await expect(popup.getByRole('heading', { name: /^Removed from/ })).toBeVisible();
  for (const id of ids) expect(leads.tagNames(id)).not.toContain(tag);
});

test('on an unticked row the menu means that row, and the ticked ones are left alone', async ({ untag, zoho }) => {
  const { page, list } = await connected(untag, zoho);
  const leads = zoho.world.org('brightside').module('Leads');
  const ticked = await list.tickFirst(3);
  const other = leads.ids(50).find((id) => !ticked.includes(id) && leads.tagNames(id).length > 0) ?? '';
  const [tag = ''] = leads.tagNames(other);
  const before = ticked.map((id) => leads.tagNames(id));
  await chooseRemoveTags(untag, page, () => list.row(other).click({ button: 'right' }));
  const popup = await untag.openedPopup();
  await expect(popup.getByRole('heading', { name: `1 lead: ${leads.record(other).name}` })).toBeVisible();
  await pick(popup, [tag]);
  await popup.getByRole('button', { name: /^Remove 1 tag from/ }).click();
  await expect(popup.getByRole('heading', { name: /^Removed from/ })).toBeVisible();
  expect(leads.tagNames(other)).not.toContain(tag);
  expect(ticked.map((id) => leads.tagNames(id))).toEqual(before);
});
