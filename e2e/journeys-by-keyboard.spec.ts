import type { Page } from '@playwright/test';
import { listAddress, recordAddress } from './browser/addresses.ts';
import { tabTo } from './browser/by-keyboard.ts';
import { signIn } from './browser/consent.ts';
import { CrmList } from './browser/CrmList.ts';
import { expect, test } from './fixtures.ts';
import { connected } from './journey.ts';
import { expectFocus } from './selections/focus.ts';
import { EXTENSION_CLIENT_ID } from './zoho/world/clients.ts';
import { words } from './browser/words.ts';

/** Filters for a tag and ticks it, as Enter does. */
async function pickByTyping(popup: Page, name: string): Promise<void> {
  await expect(popup.getByRole('checkbox').first()).toBeVisible();
  await expectFocus(popup.getByRole('searchbox', { name: 'Filter tags' }));
  await popup.keyboard.type(name);
  await popup.keyboard.press('Enter');
  await expect(popup.getByRole('checkbox', { name }).first()).toBeChecked();
}

test('journeys B and I by keyboard: one record, and what puts its tag back @long', async ({ untag, zoho }) => {
  const { page } = await connected(untag, zoho);
  const leads = zoho.world.org('brightside').module('Leads');
  const id = leads.ids().find((each) => leads.tagNames(each).includes('Prime')) ?? '';
  await page.goto(recordAddress(zoho, id));
  const popup = await untag.popup(page);
  await pickByTyping(popup, 'Prime');
  await tabTo(popup, /^\d workflow rules? can add Prime back\./);
  await expect(popup.getByText('Workflow rule “Score over 80”')).toBeHidden();
  await popup.keyboard.press('Enter');
  await expect(popup.getByText('Workflow rule “Score over 80”')).toBeVisible();
  await tabTo(popup, /^Remove 1 tag from this lead/);
  await popup.keyboard.press('Enter');
  await expectFocus(popup.getByRole('heading', { name: 'Removed from 1 lead' }));
  expect(leads.tagNames(id)).not.toContain('Prime');
});

test('journeys D and E by keyboard: a whole view in two steps, then the basket @long', async ({ untag, zoho }) => {
  const { page, list } = await connected(untag, zoho);
  const leads = zoho.world.org('brightside').module('Leads');
  const carriers = leads.ids().filter((id) => leads.tagNames(id).includes('Prime'));
  await untag.worker.evaluate(async () => {
    const settings = { confirmAbove: 50, historyDays: 30, creditReserve: 500, notify: false, theme: 'system' };
    await chrome.storage.local.set({ settings });
  });
  const popup = await untag.popup(page);
  await expectFocus(popup.getByRole('button', { name: 'All leads in “All Leads”' }));
  await popup.keyboard.press('Enter');
  await expect(popup.getByRole('heading', { name: '300 leads selected' })).toBeVisible();
  await pickByTyping(popup, 'Prime');
  await tabTo(popup, new RegExp(`^Remove 1 tag from ${carriers.length} leads`));
  await popup.keyboard.press('Enter');
  await expectFocus(popup.getByRole('heading', { name: `Remove 1 tag from ${carriers.length} leads?` }));
  await popup.keyboard.press('Enter');
  expect(zoho.requestsTo('remove_tags')).toEqual([]);
  await tabTo(popup, new RegExp(`^Remove from ${carriers.length} leads`));
  await popup.keyboard.press('Enter');
  await expectFocus(popup.getByRole('heading', { name: `Removed from ${carriers.length} leads` }));
  await tabTo(popup, /^Remove more tags/);
  await popup.keyboard.press('Enter');
  await expect(popup.getByRole('heading', { name: /^Removed from/ })).toBeHidden();
  await untag.closePopup(popup);

  await list.tickFirst(2);
  const ticked = await untag.popup(page);
  await expect(ticked.getByRole('checkbox').first()).toBeVisible();
  await ticked.keyboard.press('Shift+Tab');
  await expectFocus(ticked.getByRole('button', { name: words('src_ticked') }));
  await ticked.keyboard.press('Enter');
  await expectFocus(ticked.getByRole('menuitemradio', { name: words('src_ticked') }));
  await ticked.keyboard.press('End');
  await ticked.keyboard.press('Enter');
  await expect(ticked.getByText(words('basket_kept', { records: '2 leads' }))).toBeVisible();
  await expectFocus(ticked.getByRole('button', { name: words('src_ticked') }));
  await untag.closePopup(ticked);

  await page.reload();
  await expect(list.rows.first()).toBeVisible();
  const kept = await untag.popup(page);
  await expectFocus(kept.getByRole('button', { name: 'All leads in “All Leads”' }));
  await tabTo(kept, /^Your list: 2 leads/);
  await kept.keyboard.press('Enter');
  await expect(kept.getByRole('heading', { name: '2 leads selected' })).toBeVisible();
  await expectFocus(kept.getByRole('searchbox', { name: 'Filter tags' }));
});

/** The values for Zoho's form, each with what the focus goes to when it is copied. */
const COPIED = [
  ['Client Name', 'Homepage URL'],
  ['Homepage URL', 'Authorized Redirect URIs'],
  ['Authorized Redirect URIs', 'JavaScript Domain'],
  ['JavaScript Domain', 'Client ID'],
] as const;

test('journeys G and H by keyboard: from nothing to a connection, then another org @long', async ({ untag, zoho }) => {
  const [page = await untag.context.newPage()] = untag.context.pages();
  await CrmList.open(page, listAddress(zoho));
  const popup = await untag.popup(page);
  await expectFocus(popup.getByRole('button', { name: 'Set up Untag' }));
  const connect = await untag.opened(() => popup.keyboard.press('Enter'));
  expect(connect.url()).toContain(untag.url('src/connect/index.html?tab='));
  await expectFocus(connect.getByRole('heading', { name: 'Connect with your own client ID' }));
  for (const [value, next] of COPIED) {
    await tabTo(connect, new RegExp(`^Copy: ${value}$`));
    await connect.keyboard.press('Enter');
    await expectFocus(
      next === 'Client ID' ? connect.getByLabel(next) : connect.getByRole('button', { name: `Copy: ${next}` }),
    );
  }
  await signIn(untag.context, () => connect.keyboard.type(EXTENSION_CLIENT_ID));
  await expectFocus(connect.getByRole('heading', { name: 'Connected to Brightside Solar' }));
  await tabTo(connect, /^Go to your Leads$/);
  await connect.keyboard.press('Enter');
  await expect.poll(() => page.evaluate(() => document.visibilityState)).toBe('visible');
  await connect.close();

  await CrmList.open(page, listAddress(zoho, { org: 'harbour' }));
  const other = await untag.popup(page);
  await expect(other.getByRole('heading', { name: words('wrongorg_h') })).toBeVisible();
  await expectFocus(other.getByRole('button', { name: 'Connect this org' }));
  await signIn(untag.context, () => other.keyboard.press('Enter'), { org: 'Harbour Storage' });
  await expectFocus(other.getByRole('button', { name: /^All leads in/ }));
});
