import { recordAddress } from '../browser/addresses.ts';
import { expect, test } from '../fixtures.ts';
import { connected } from '../journey.ts';
import { words } from '../browser/words.ts';

test('where ticks cannot be read the popup says so, and never just that nothing is ticked @long', async ({
  untag,
  zoho,
}) => {
  zoho.set({ readableCount: 'number' });
  const { page, list } = await connected(untag, zoho);
  const [first = '', second = ''] = await list.tickFirst(2);
  for (const id of [first, second])
    await list.row(id).evaluate((row) => {
      for (const element of [row, ...row.querySelectorAll('*')])
        for (const { name, value } of Array.from(element.attributes))
          if (/\d{15,20}/.test(value)) element.setAttribute(name, value.replaceAll(/\d{15,20}/g, '12345'));
    });
  const refused = await untag.popup(page);
  await expect(refused.getByRole('heading', { name: words('refused_all_h', { n: 2 }) })).toBeVisible();
  await expect(refused.getByRole('button', { name: /^All leads in/ })).toBeVisible();
  await untag.closePopup(refused);

  await list.nextPage();
  const elsewhere = await untag.popup(page);
  await expect(elsewhere.getByRole('heading', { name: words('fewer_none_h', { n: 2 }) })).toBeVisible();
  await untag.closePopup(elsewhere);

  await page.goto(page.url().replace(/\/list.*/, '/kanban'));
  const kanban = await untag.popup(page);
  await expect(kanban.getByRole('heading', { name: words('noticks_h') })).toBeVisible();
  await expect(kanban.getByText(/Open the list of Leads/)).toBeVisible();
  await untag.closePopup(kanban);

  const { domainName } = zoho.world.org('brightside');
  await page.goto(`https://crm.zoho.com/crm/${domainName}/search?searchword=a&isRelevance=false`);
  await page.locator('lyte-tr label').first().click();
  const search = await untag.popup(page);
  await expect(search.getByRole('heading', { name: words('noticks_h') })).toBeVisible();
  await untag.closePopup(search);
});

test('ticks in a related list are not read, and the popup over the record says so @long', async ({ untag, zoho }) => {
  const { page } = await connected(untag, zoho);
  const leads = zoho.world.org('brightside').module('Leads');
  const [id = ''] = leads.ids(1);
  await page.goto(recordAddress(zoho, id));
  await page.locator('lyte-tr lyte-checkbox label').first().click();
  const popup = await untag.popup(page);
  await expect(popup.getByRole('heading', { name: leads.record(id).name })).toBeVisible();
  await expect(popup.getByText(words('unread_related', { n: 1 }))).toBeVisible();
});
