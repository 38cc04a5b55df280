import { expect, test } from '../fixtures.ts';
import { connected, pick } from '../journey.ts';
import { expectFocus } from './focus.ts';
import { words } from '../browser/words.ts';

test('a whole view is read before anything is written, can be given up, and starts only after a second step', async ({
  untag,
  zoho,
}) => {
  const { page } = await connected(untag, zoho);
  const leads = zoho.world.org('brightside').module('Leads');
  const carriers = leads.ids().filter((id) => leads.tagNames(id).includes('Prime'));
  await untag.worker.evaluate(async () => {
    const settings = { confirmAbove: 50, historyDays: 30, creditReserve: 500, notify: false, theme: 'system' };
    await chrome.storage.local.set({ settings });
  });

  zoho.inject({ fault: 'held', match: { endpoint: 'records' } });
  const popup = await untag.popup(page);
  await popup.getByRole('button', { name: 'All leads in “All Leads”' }).click();
  await expect(popup.getByText(/^Reading the view: /)).toBeVisible();
  await popup.getByRole('button', { name: 'Cancel' }).click();
  await expect(popup.getByRole('heading', { name: words('none_h') })).toBeVisible();
  zoho.release();

  await popup.getByRole('button', { name: 'All leads in “All Leads”' }).click();
  await expect(popup.getByRole('heading', { name: '300 leads selected' })).toBeVisible();
  await pick(popup, ['Prime']);
  await popup.getByRole('button', { name: `Remove 1 tag from ${carriers.length} leads` }).click();
  await expectFocus(popup.getByRole('heading', { name: /Remove 1 tag from/ }));
  await expect(popup.getByText(words('confirm_view'))).toBeVisible();
  await popup.keyboard.press('Enter');
  await popup.keyboard.press('Control+Enter');
  expect(zoho.requestsTo('remove_tags')).toEqual([]);
  await popup.getByRole('button', { name: `Remove from ${carriers.length} leads` }).click();
  await expect(popup.getByRole('heading', { name: `Removed from ${carriers.length} leads` })).toBeVisible();
  for (const id of carriers) expect(leads.tagNames(id)).not.toContain('Prime');
  const written = zoho.requestsTo('remove_tags').flatMap(({ body }) => (JSON.parse(body) as { ids: string[] }).ids);
  expect(written.toSorted()).toEqual(carriers.toSorted());
});

test('a view of another module, by its name in the address: Events are meetings @long', async ({ untag, zoho }) => {
  const address = `https://crm.zoho.com/crm/${zoho.world.org('brightside').domainName}/tab/Events`;
  const { page } = await connected(untag, zoho, address);
  const popup = await untag.popup(page);
  await popup.getByRole('button', { name: 'All meetings in “All Meetings”' }).click();
  await expect(popup.getByRole('heading', { name: '12 meetings selected' })).toBeVisible();
});
