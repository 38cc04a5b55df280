import type { Page } from '@playwright/test';
import { recordAddress } from '../browser/addresses.ts';
import { RowMenu } from '../browser/RowMenu.ts';
import { expect, test } from '../fixtures.ts';
import { commonTag } from '../common-tag.ts';
import { connected, pick } from '../journey.ts';
import { expectFocus } from './focus.ts';
import { words } from '../browser/words.ts';

/** How many workers of the extension run, seen from another of its pages. A message to the worker would wake it. */
function workers(onlooker: Page): Promise<number> {
  return onlooker.evaluate(async () => {
    const types = ['BACKGROUND' as chrome.runtime.ContextType];
    return (await chrome.runtime.getContexts({ contextTypes: types })).length;
  });
}

test('the menu counts only what is fresh, and offers the last tags, one of which opens the popup with it chosen', async ({
  untag,
  zoho,
}) => {
  const { page, list } = await connected(untag, zoho);
  const menu = await RowMenu.watch(untag);
  const leads = zoho.world.org('brightside').module('Leads');
  const ids = await list.tickFirst(12);
  const neutral = words('menu_neutral');

  await menu.open(
    list
      .row(ids[1] ?? '')
      .locator('a')
      .first(),
  );
  await expect.poll(() => menu.titles()).toEqual(['Remove tags from 12 leads…', neutral]);
  const other = (await list.ids())[20] ?? '';
  await menu.open(list.row(other).locator('a').first());
  await expect
    .poll(() => menu.titles())
    .toEqual(['Remove tags from 12 leads…', neutral, 'Remove tags from this lead…', neutral]);

  // A first run gives the menu its recent tag.
  const tag = commonTag(leads, ids);
  let popup = await untag.popup(page);
  await pick(popup, [tag]);
  await popup.getByRole('button', { name: /^Remove 1 tag from/ }).click();
  await expect(popup.getByRole('heading', { name: /^Removed from/ })).toBeVisible();
  const tagId = leads.tags().find(({ name }) => name === tag)?.id ?? '';
  const item = `tag:${tagId}:0`;
  await expect.poll(() => menu.has(item)).toBe(true);
  expect(await menu.errors()).toEqual([]);
  await popup.getByRole('button', { name: 'Reload the list' }).click();
  await untag.closePopup(popup);
  await list.complete(50);

  const carrier = (await list.ids()).find((id) => leads.tagNames(id).includes(tag)) ?? '';
  await menu.open(list.row(carrier).locator('a').first());
  // With a submenu the title has no dots, because it opens the submenu.
  await expect.poll(() => menu.titles()).toContain('Remove tags from this lead');
  await menu.choose(page, item);
  popup = await untag.openedPopup();
  await expect(popup.getByRole('heading', { name: `1 lead: ${leads.record(carrier).name}` })).toBeVisible();
  const remove = popup.getByRole('button', { name: 'Remove 1 tag from 1 lead' });
  await expectFocus(remove);
  await expect(popup.getByRole('checkbox', { checked: true })).toHaveCount(1);
  expect(zoho.requestsTo('remove_tags')).toHaveLength(1);
  await untag.closePopup(popup);

  // The note of the click was only for that popup.
  popup = await untag.popup(page);
  await expect(popup.getByRole('heading', { name: words('none_h') })).toBeVisible();
  await untag.closePopup(popup);

  // A note for another page is ignored as well.
  await untag.worker.evaluate(
    async ([url, given]) => {
      const [tab] = await chrome.tabs.query({ active: true, windowType: 'normal' });
      const intent = { tabId: tab?.id ?? 0, frameId: 0, url, ids: [], source: 'clicked', tagId: given, at: Date.now() };
      await chrome.storage.session.set({ intent });
    },
    [`${page.url()}&page=2`, tagId] as const,
  );
  await list.tickFirst(2);
  popup = await untag.popup(page);
  await expect(popup.getByRole('heading', { name: '2 leads selected' })).toBeVisible();
  await expect(popup.getByRole('checkbox').first()).toBeVisible();
  await expect(popup.getByRole('checkbox', { checked: true })).toHaveCount(0);
});

test('a worker that was ended gives the menu no number, and the click still means the ticked rows @long', async ({
  untag,
  zoho,
}) => {
  const { page, list } = await connected(untag, zoho);
  const onlooker = await untag.open('src/options/index.html');
  await page.bringToFront();
  const menu = await RowMenu.watch(untag);
  const ids = await list.tickFirst(4);
  const row = list
    .row(ids[1] ?? '')
    .locator('a')
    .first();
  await menu.open(row);
  await expect.poll(() => menu.titles()).toEqual(['Remove tags from 4 leads…', words('menu_neutral')]);
  await untag.killWorker();
  await expect.poll(() => workers(onlooker)).toBe(0);
  await row.click({ button: 'right' });
  await expect.poll(() => workers(onlooker)).toBe(1);
  // The watch does not cover the new worker, so the test gives the browser's answer about the frame itself.
  await menu.choose(page, 'untag', 0);
  const popup = await untag.openedPopup();
  await expect(popup.getByRole('heading', { name: '4 leads selected' })).toBeVisible();
});

test('a record page from the menu: Events are meetings @long', async ({ untag, zoho }) => {
  const { page } = await connected(untag, zoho);
  const meetings = zoho.world.org('brightside').module('Events');
  const id = meetings.ids().find((each) => meetings.tagNames(each).length > 0) ?? '';
  const [tag = ''] = meetings.tagNames(id);
  await page.goto(recordAddress(zoho, id, { module: 'Events' }));

  const menu = await RowMenu.watch(untag);
  await menu.open(page.locator('h1, .dvCard').first());
  await menu.choose(page);
  const popup = await untag.openedPopup();
  await expect(popup.getByRole('heading', { name: meetings.record(id).name })).toBeVisible();
  await pick(popup, [tag]);
  await popup.getByRole('button', { name: 'Remove 1 tag from this meeting' }).click();
  await expect(popup.getByRole('heading', { name: 'Removed from 1 meeting' })).toBeVisible();
  expect(meetings.tagNames(id)).not.toContain(tag);
});
