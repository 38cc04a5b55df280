import { CrmList } from './browser/CrmList.ts';
import { listAddress } from './browser/addresses.ts';
import { expect, test } from './fixtures.ts';
import { commonTag } from './common-tag.ts';
import { connected, pick, readyToRemove } from './journey.ts';

test('journey A: tags come off the ticked leads that carry them, and off no other', async ({ untag, zoho }) => {
  const { page, list } = await connected(untag, zoho);
  const leads = zoho.world.org('brightside').module('Leads');
  const ids = await list.tickFirst(12);
  const before = new Map(leads.ids().map((id) => [id, leads.tagNames(id)]));
  const counts = new Map<string, number>();
  for (const id of ids) for (const name of leads.tagNames(id)) counts.set(name, (counts.get(name) ?? 0) + 1);
  const [first, second] = [...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0])).map(([name]) => name);
  if (first === undefined || second === undefined) throw new Error('The simulated leads carry too few tags.');
  const affected = ids.filter((id) => [first, second].some((name) => leads.tagNames(id).includes(name)));

  const popup = await untag.popup(page);
  await expect(popup.getByRole('heading', { name: '12 leads selected' })).toBeVisible();
  await expect(popup.getByText('Brightside Solar')).toBeVisible();
  await expect(popup.getByRole('checkbox')).toHaveCount(counts.size);
  for (const box of await popup.getByRole('checkbox').all()) await expect(box).not.toBeChecked();
  for (const [name, n] of counts)
    await expect(popup.getByRole('checkbox', { name: `${name} , on ${n} of 12 leads` })).toBeVisible();

  await pick(popup, [first, second]);
  const remove = popup.getByRole('button', { name: `Remove 2 tags from ${affected.length} leads` });
  await remove.click();
  await expect(popup.getByRole('heading', { name: `Removed from ${affected.length} leads` })).toBeVisible();

  for (const [id, names] of before) {
    const expected = ids.includes(id) ? names.filter((name) => name !== first && name !== second) : names;
    expect(leads.tagNames(id), id).toEqual(expected);
  }
});

test('the documentation of remove_tags is honoured', async ({ untag, zoho }) => {
  const { leads, ids, tag, popup } = await readyToRemove(untag, zoho);
  const carriers = ids.filter((id) => leads.tagNames(id).includes(tag));
  await popup.getByRole('button', { name: /^Remove 1 tag from/ }).click();
  await expect(popup.getByRole('heading', { name: /^Removed from/ })).toBeVisible();

  const writes = zoho.requests.filter((seen) => seen.method !== 'GET' && seen.host.startsWith('www.zohoapis'));
  expect(writes).toHaveLength(1);
  const [write] = writes;
  expect(write).toMatchObject({
    host: 'www.zohoapis.com',
    method: 'POST',
    path: '/crm/v8/Leads/actions/remove_tags',
    query: {},
  });
  expect(write?.headers['authorization']).toMatch(/^Zoho-oauthtoken 1000\./);
  expect(write?.headers['content-type']).toBe('application/json');
  const body = JSON.parse(write?.body ?? '') as { tags: unknown; ids: string[] };
  expect(body.tags).toEqual([{ name: tag }]);
  expect([...body.ids].sort()).toEqual([...carriers].sort());
});

test('a module whose name in the URL differs: Potentials are Deals @long', async ({ untag, zoho }) => {
  const address = listAddress(zoho, { module: 'Deals' });
  const { page, list } = await connected(untag, zoho, address);
  const deals = zoho.world.org('brightside').module('Deals');
  const ids = await list.tickFirst(5);
  const tag = commonTag(deals, ids);
  const popup = await untag.popup(page);
  await expect(popup.getByRole('heading', { name: '5 deals selected' })).toBeVisible();
  await pick(popup, [tag]);
  await popup.getByRole('button', { name: /^Remove 1 tag from/ }).click();
  await expect(popup.getByRole('heading', { name: /^Removed from/ })).toBeVisible();
  for (const id of ids) expect(deals.tagNames(id)).not.toContain(tag);
});

test('a custom module: CustomModule5 are Vehicles @long', async ({ untag, zoho }) => {
  const { page } = await connected(untag, zoho);
  const vehicles = zoho.world.org('brightside').module('Vehicles');
  const list = await CrmList.open(page, listAddress(zoho, { module: 'Vehicles' }));
  const ids = await list.tickFirst(10);
  const tag = commonTag(vehicles, ids);
  const popup = await untag.popup(page);
  await expect(popup.getByRole('heading', { name: '10 Vehicles selected' })).toBeVisible();
  await pick(popup, [tag]);
  await popup.getByRole('button', { name: /^Remove 1 tag from/ }).click();
  await expect(popup.getByRole('heading', { name: /^Removed from/ })).toBeVisible();
  for (const id of ids) expect(vehicles.tagNames(id)).not.toContain(tag);
});
