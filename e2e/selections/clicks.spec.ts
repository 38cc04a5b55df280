import { expect, test } from '../fixtures.ts';
import { connected } from '../journey.ts';
import { idsAskedFor } from './read-ids.ts';
import { words } from '../browser/words.ts';

test('select-all, ranges and clear by real clicks: what Zoho shows as ticked is what is selected @long', async ({
  untag,
  zoho,
}) => {
  const { page, list } = await connected(untag, zoho);
  await list.complete(50);

  await list.selectPage();
  const all = await untag.popup(page);
  await expect(all.getByRole('heading', { name: '50 leads selected' })).toBeVisible();
  await expect(all.getByText(words('page_only'))).toBeVisible();
  await expect(all.getByRole('checkbox').first()).toBeVisible();
  await untag.closePopup(all);

  await list.clear();
  const none = await untag.popup(page);
  await expect(none.getByRole('heading', { name: words('none_h') })).toBeVisible();
  await expect(none.getByText(words('page_only'))).toBeVisible();
  await untag.closePopup(none);

  const since = zoho.requests.length;
  const wanted = await list.selectRange(2, 8);
  const seven = await untag.popup(page);
  await expect(seven.getByRole('heading', { name: '7 leads selected' })).toBeVisible();
  await expect(seven.getByRole('checkbox').first()).toBeVisible();
  expect(idsAskedFor(zoho, 'Leads', since)).toEqual(wanted.toSorted());
});

test('more is selected than the page shows: Zoho’s count is compared, and the whole view is one press away @long', async ({
  untag,
  zoho,
}) => {
  zoho.set({ readableCount: 'sentence' });
  const { page, list } = await connected(untag, zoho);
  await list.tickFirst(2);
  await list.nextPage();
  await list.tickFirst(1);
  const popup = await untag.popup(page);
  await expect(popup.getByRole('heading', { name: '1 lead selected' })).toBeVisible();
  await expect(popup.getByText(words('fewer_h', { n: 3, m: 1 }))).toBeVisible();
  await untag.closePopup(popup);

  await list.clear();
  await list.complete(50);
  await list.selectPage();
  await page.locator('#selectAllRecords').click();
  const whole = await untag.popup(page);
  await expect(whole.getByText(words('wholeview_n_h', { n: 300, m: 50 }))).toBeVisible();
  await whole.getByRole('button', { name: 'Use the whole view' }).click();
  await expect(whole.getByRole('heading', { name: '300 leads selected' })).toBeVisible();
});
