import type { Page } from '@playwright/test';
import { listAddress, recordAddress } from '../browser/addresses.ts';
import { expect, test } from '../fixtures.ts';
import { commonTag } from '../common-tag.ts';
import { connected, pick } from '../journey.ts';
import { words } from '../browser/words.ts';

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
  await expect(popup.getByRole('button', { name: 'Use these 2 deals' })).toHaveAttribute('aria-disabled', 'true');
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
  await expect(popup.getByText(/6 deals recognised/)).toBeVisible();
  await expect(popup.getByText(/not a record/)).toBeVisible();
  await popup.getByRole('button', { name: 'Use these 6 deals' }).click();
  await expect(popup.getByRole('heading', { name: '6 deals selected' })).toBeVisible();
  await expect(popup.getByText(words('gone_rows', { n: 1 }))).toBeVisible();
  await expect(popup.getByText(missing)).toBeHidden();
  await popup.getByText('1 of them was not found').click();
  await expect(popup.getByRole('listitem').filter({ hasText: missing })).toBeVisible();
  const meant = [one, two, three, four, five];
  const tag = commonTag(deals, meant);
  await pick(popup, [tag]);
  await popup.getByRole('button', { name: /^Remove 1 tag from/ }).click();
  await expect(popup.getByRole('heading', { name: /Removed from|of 6/ })).toBeVisible();
  for (const id of meant) expect(deals.tagNames(id)).not.toContain(tag);
  // It counts in the sum, and is named by its id.
  await expect(popup.getByText(missing)).toBeVisible();
});

/**
 * An export of accounts in Zoho's format. Ids of owners and of parents, which are accounts too, are next to the
 * accounts' own.
 */
function exportOf(rows: readonly { readonly own: string; readonly parent: string; readonly name: string }[]): string {
  const owner = '581200000000012345';
  const head = ['Record Id', 'Account Owner.id', 'Account Name', 'Parent Account.id', 'Parent Account', 'Tag'];
  const lines = rows.map(({ own, parent, name }) => [
    `zcrm_${own}`,
    `zcrm_${owner}`,
    name,
    `zcrm_${parent}`,
    'A',
    'Hot',
  ]);
  return [head, ...lines].map((cells) => cells.map((cell) => `"${cell}"`).join(',')).join('\r\n');
}

test('an export takes tags off its own rows, never off the accounts that it names beside them @long', async ({
  untag,
  zoho,
}) => {
  const accounts = zoho.world.org('brightside').module('Accounts');
  const [one = '', two = '', parent = '', grandparent = ''] = accounts.ids(4);
  const tag = accounts.tags()[0]?.name ?? '';
  for (const id of [one, two, parent, grandparent]) accounts.addTag(id, tag);
  const { page } = await connected(untag, zoho, listAddress(zoho, { module: 'Accounts' }));
  const popup = await untag.popup(page);
  await popup.getByRole('button', { name: 'Paste links or IDs' }).click();
  const rows = [
    { own: one, parent, name: 'Branch, North' },
    { own: two, parent: grandparent, name: 'Branch\n581200000001234999' },
  ];
  await paste(popup, exportOf(rows));
  await expect(popup.getByText(/^2 accounts recognised\. From the column “Record Id”\./)).toBeVisible();
  await expect(popup.getByText(/The column “Tag” is not used/)).toBeVisible();
  await popup.getByRole('button', { name: 'Use these 2 accounts' }).click();
  await pick(popup, [tag]);
  await popup.getByRole('button', { name: 'Remove 1 tag from 2 accounts' }).click();
  await expect(popup.getByRole('heading', { name: 'Removed from 2 accounts' })).toBeVisible();
  for (const id of [one, two]) expect(accounts.tagNames(id)).not.toContain(tag);
  for (const id of [parent, grandparent]) expect(accounts.tagNames(id)).toContain(tag);
  const sent = zoho.requestsTo('remove_tags').flatMap(({ body }) => (JSON.parse(body) as { ids: string[] }).ids);
  expect(sent.toSorted()).toEqual([one, two].toSorted());
});

test('a table whose own ids nobody can tell is asked about, from a file in the encoding of a spreadsheet too @long', async ({
  untag,
  zoho,
}) => {
  const leads = zoho.world.org('brightside').module('Leads');
  const [one = '', two = '', other = ''] = leads.ids(3);
  const { page } = await connected(untag, zoho);
  const popup = await untag.popup(page);
  await popup.getByRole('button', { name: 'Paste links or IDs' }).click();
  const table = `Wer\tWessen\r\n${one}\t${other}\r\n${two}\t${other}\r\n`;
  await paste(popup, table);
  const question = popup.getByRole('group', { name: 'Which column has the IDs of these leads?' });
  await expect(question.getByRole('radio')).toHaveCount(3);
  await expect(popup.getByRole('button', { name: 'Choose the column' })).toHaveAttribute('aria-disabled', 'true');

  await popup.evaluate((text) => {
    const bytes = new Uint8Array(text.length * 2 + 2);
    const view = new DataView(bytes.buffer);
    view.setUint16(0, 0xfeff, true);
    for (let at = 0; at < text.length; at += 1) view.setUint16(at * 2 + 2, text.charCodeAt(at), true);
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([bytes], 'wessen.txt'));
    document.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  }, table);
  await expect(popup.getByText('wessen.txt')).toBeVisible();
  await expect(popup.getByText('2 rows, 2 columns')).toBeVisible();
  await question.getByRole('radio', { name: /^Wer/ }).check();
  await popup.getByRole('button', { name: 'Use these 2 leads' }).click();
  await expect(popup.getByRole('heading', { name: '2 leads selected' })).toBeVisible();
});
