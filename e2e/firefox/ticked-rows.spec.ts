import { commonTag } from '../common-tag.ts';
import { expect, test } from './fixtures.ts';

test('journey A in Firefox: tags come off the ticked leads that carry them', async ({ firefox, zoho }) => {
  const list = await firefox.connected();
  const leads = zoho.world.org('brightside').module('Leads');
  const before = new Map(leads.ids().map((id) => [id, leads.tagNames(id)]));
  const ids = await firefox.tickFirst(list, 12);
  const tag = commonTag(leads, ids);
  const carriers = ids.filter((id) => leads.tagNames(id).includes(tag));

  const popup = await firefox.open('popup');
  await popup.shows('12 leads selected');
  await popup.shows('Brightside Solar');
  await popup.press('checkbox', `${tag} , on ${carriers.length} of 12 leads`);
  await popup.press('button', `Remove 1 tag from ${carriers.length} leads`);
  await popup.shows(`Removed from ${carriers.length} leads`);

  for (const [id, names] of before) {
    const expected = ids.includes(id) ? names.filter((name) => name !== tag) : names;
    expect(leads.tagNames(id), id).toEqual(expected);
  }
  const calls = zoho.requests.filter(({ host }) => host.startsWith('www.zohoapis'));
  expect(calls.length).toBeGreaterThan(0);
  for (const { headers } of calls) expect(headers).not.toHaveProperty('origin');
});
