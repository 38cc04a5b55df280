import { expect, test } from './fixtures.ts';
import { readyToRemove } from './journey.ts';

test('closing the popup does not stop a run; opening it again shows where it stands', async ({ untag, zoho }) => {
  const { page, leads, ids, tag, popup } = await readyToRemove(untag, zoho);
  zoho.inject({ fault: 'held', match: { endpoint: 'removeTags' } });
  await popup.getByRole('button', { name: /^Remove 1 tag from/ }).click();
  await expect(popup.getByRole('heading', { name: 'Removing 1 tag' })).toBeVisible();
  await untag.closePopup(popup);

  const again = await untag.popup(page);
  await expect(again.getByRole('heading', { name: 'Removing 1 tag' })).toBeVisible();
  await expect(again.getByRole('progressbar')).toBeVisible();
  zoho.release();
  await expect(again.getByRole('heading', { name: /^Removed from/ })).toBeVisible();
  for (const id of ids) expect(leads.tagNames(id)).not.toContain(tag);
});

test('a run that ended while the popup was closed is shown when it is opened @long', async ({ untag, zoho }) => {
  const { page, leads, ids, tag, popup } = await readyToRemove(untag, zoho, { ticked: 3 });
  zoho.inject({ fault: 'held', match: { endpoint: 'removeTags' } });
  await popup.getByRole('button', { name: /^Remove 1 tag from/ }).click();
  await expect(popup.getByRole('heading', { name: 'Removing 1 tag' })).toBeVisible();
  await untag.closePopup(popup);
  zoho.release();
  await expect.poll(() => ids.some((id) => leads.tagNames(id).includes(tag))).toBe(false);
  const again = await untag.popup(page);
  await expect(again.getByRole('heading', { name: /^Removed from/ })).toBeVisible();
});
