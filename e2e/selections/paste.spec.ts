import type { Page } from '@playwright/test';
import { listAddress, recordAddress } from '../browser/addresses.ts';
import { expect, test } from '../fixtures.ts';
import { commonTag } from '../common-tag.ts';
import { connected, pick } from '../journey.ts';

async function paste(popup: Page, text: string): Promise<void> {
  await popup.getByRole('textbox').fill(text);
}

test('pasted links, ids, zcrm_ ids and a CSV column are one selection, each record once', async ({ untag, zoho }) => {
  const { page } = await connected(untag, zoho, listAddress(zoho, { module: 'Deals' }));
  const org = zoho.world.org('brightside');
  const deals = org.module('Deals');
  const [one = '', two = '', three = '', four = '', five = ''] = deals.ids(5);
  const missing = `${one.slice(0, 7)}999999999999`;
  const popup = await untag.popup(page);
  await popup.getByRole('button', { name: 'Paste links or IDs' }).click();

  await paste(popup, `${recordAddress(zoho, org.module('Leads').ids(1)[0] ?? '')}\n${one}`);
  await expect(popup.getByText(/Leads/)).toBeVisible();
  await expect(popup.getByRole('button', { name: 'Use these 2 records' })).toHaveAttribute('aria-disabled', 'true');
  await paste(popup, recordAddress(zoho, one, { module: 'Deals' }).replace(org.domainName, 'org999'));
  await expect(popup.getByRole('status').filter({ hasText: /another org/ })).toBeVisible();

  const lines = [
    recordAddress(zoho, one, { module: 'Deals' }),
    `https://one.zoho.com/zohoone/acme/home/cxapp/crm/${org.domainName}/tab/Potentials/${two}?layoutId=1`,
    `"Roof on Elm Street";zcrm_${three};2026`,
    `Elm Street,${four}`,
    five,
    one,
    missing,
    'not a record',
  ];
  await paste(popup, lines.join('\n'));
  await expect(popup.getByText(/6 deals/)).toBeVisible();
  await expect(popup.getByText(/not a record/)).toBeVisible();
  await popup.getByRole('button', { name: /^Use these 6/ }).click();
  await expect(popup.getByRole('heading', { name: '6 deals selected' })).toBeVisible();
  await expect(popup.getByText('1 of them was not found in Zoho and is left out.')).toBeVisible();
  await expect(popup.getByText(missing)).toBeHidden();
  await popup.getByText('1 of them was not found').click();
  await expect(popup.getByRole('listitem').filter({ hasText: missing })).toBeVisible();
  const meant = [one, two, three, four, five];
  const tag = commonTag(deals, meant);
  await pick(popup, [tag]);
  await popup.getByRole('button', { name: /^Remove 1 tag from/ }).click();
  await expect(popup.getByRole('heading', { name: /Removed from|of 6/ })).toBeVisible();
  for (const id of meant) expect(deals.tagNames(id)).not.toContain(tag);
  // Inside the sum, and by its id.
  await expect(popup.getByText(missing)).toBeVisible();
});
