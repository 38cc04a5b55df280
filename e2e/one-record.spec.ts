import { recordAddress } from './browser/addresses.ts';
import { expect, test } from './fixtures.ts';
import { connected, pick } from './journey.ts';

test('journey B: a record page shows that record’s tags and uses the single-record endpoint', async ({
  untag,
  zoho,
}) => {
  const { page } = await connected(untag, zoho);
  const leads = zoho.world.org('brightside').module('Leads');
  const id = leads.ids().find((each) => leads.tagNames(each).length > 1) ?? '';
  const [tag = '', ...others] = leads.tagNames(id);
  await page.goto(recordAddress(zoho, id));
  const popup = await untag.popup(page);
  await expect(popup.getByRole('heading', { name: leads.record(id).name })).toBeVisible();
  await expect(popup.getByRole('checkbox')).toHaveCount(1 + others.length);
  await pick(popup, [tag]);
  await popup.getByRole('button', { name: 'Remove 1 tag from this lead' }).click();
  await expect(popup.getByRole('heading', { name: 'Removed from 1 lead' })).toBeVisible();
  expect(leads.tagNames(id)).toEqual(others);
  const [write] = zoho.requests.filter((seen) => seen.path.endsWith('/actions/remove_tags'));
  expect(write?.path).toBe(`/crm/v8/Leads/${id}/actions/remove_tags`);
  expect(JSON.parse(write?.body ?? '')).toEqual({ tags: [{ name: tag }] });
});
