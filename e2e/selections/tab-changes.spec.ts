import { listAddress } from '../browser/addresses.ts';
import { CrmList } from '../browser/CrmList.ts';
import { expect, test } from '../fixtures.ts';
import { commonTag } from '../common-tag.ts';
import { connected, pick } from '../journey.ts';

test('rows that arrive late are read when the popup opens, and the list is shown anew after a run @long', async ({
  untag,
  zoho,
}) => {
  zoho.set({ lateRowsMs: 700 });
  const { page, list } = await connected(untag, zoho);
  const leads = zoho.world.org('brightside').module('Leads');
  await page.reload();
  await list.selectPage();
  const early = await untag.popup(page);
  const heading = early.getByRole('heading', { name: /leads selected$/ });
  await expect(heading).toBeVisible();
  const seen = Number.parseInt((await heading.textContent()) ?? '', 10);
  // Never more than the page held: rows that are still to come are not guessed.
  expect(seen).toBeGreaterThanOrEqual(25);
  expect(seen).toBeLessThanOrEqual(50);
  await untag.closePopup(early);

  await list.complete(50);
  const ids = await list.ids();
  const tag = commonTag(leads, ids);
  const late = await untag.popup(page);
  await expect(late.getByRole('heading', { name: '50 leads selected' })).toBeVisible();
  await pick(late, [tag]);
  await late.getByRole('button', { name: /^Remove 1 tag from/ }).click();
  await expect(late.getByRole('heading', { name: /^Removed from/ })).toBeVisible();
  const pill = page.locator('.tagElementList', { hasText: new RegExp(`^${tag}$`) });
  expect(await pill.count()).toBeGreaterThan(0);
  await late.getByRole('button', { name: 'Reload the list' }).click();
  await expect(pill).toHaveCount(0);
  for (const id of ids) expect(leads.tagNames(id)).not.toContain(tag);
});

test('the tab moves on, and is closed, in the middle: the run is over the records that were selected', async ({
  untag,
  zoho,
}) => {
  zoho.set({ navigation: 'lags' });
  const { page, list } = await connected(untag, zoho);
  const leads = zoho.world.org('brightside').module('Leads');
  const ids = await list.tickFirst(6);
  const tag = commonTag(leads, ids);
  const popup = await untag.popup(page);
  await expect(popup.getByRole('heading', { name: '6 leads selected' })).toBeVisible();
  await pick(popup, [tag]);
  // Navigates like a link of the app, under the open popup.
  await page.locator('.lvNext').evaluate((link) => (link as HTMLElement).click());
  await expect(list.row(ids[0] ?? '')).toHaveCount(0);
  zoho.inject({ fault: 'held', match: { endpoint: 'removeTags' } });
  await popup.getByRole('button', { name: /^Remove 1 tag from/ }).click();
  await expect(popup.getByRole('heading', { name: 'Removing 1 tag' })).toBeVisible();
  await untag.closePopup(popup);
  const other = await untag.context.newPage();
  await CrmList.open(other, listAddress(zoho, { module: 'Deals' }));
  await page.close();
  zoho.release();
  await expect.poll(() => ids.some((id) => leads.tagNames(id).includes(tag))).toBe(false);
  const again = await untag.popup(other);
  await again.getByRole('button', { name: 'Show' }).click();
  await expect(again.getByRole('heading', { name: /^Removed from/ })).toBeVisible();
});

test('a tab that was open before Untag was there, or was updated, works without a reload @long', async ({
  untag,
  zoho,
}) => {
  const { page, list } = await connected(untag, zoho);
  const ids = await list.tickFirst(7);
  let isReloaded = false;
  page.on('framenavigated', () => {
    isReloaded = true;
  });
  const restarted = untag.context.waitForEvent('serviceworker');
  await untag.worker.evaluate(() => chrome.runtime.reload()).catch(() => undefined);
  await restarted;
  // The old extension's script still receives right clicks, and must leave without an error.
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await list
    .row(ids[2] ?? '')
    .locator('a')
    .first()
    .click({ button: 'right' });

  const popup = await untag.popup(page);
  await expect(popup.getByRole('heading', { name: '7 leads selected' })).toBeVisible();
  expect(errors).toEqual([]);
  expect(isReloaded).toBe(false);
});
