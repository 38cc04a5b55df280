import { commonTag } from '../journey.ts';
import { expect, test } from './fixtures.ts';

test('the background ends in the middle of a run: it comes back, looks, and nothing is lost', async ({
  firefox,
  zoho,
}) => {
  test.setTimeout(150_000);
  const list = await firefox.connected();
  const leads = zoho.world.org('brightside').module('Leads');
  const ids = await firefox.tickFirst(list, 12);
  const tag = commonTag(leads, ids);
  const carriers = ids.filter((id) => leads.tagNames(id).includes(tag));
  const popup = await firefox.open('popup');
  await popup.press('checkbox', `${tag} , on ${carriers.length} of 12 leads`);

  zoho.inject({ fault: 'held', match: { endpoint: 'removeTags' } });
  await popup.press('button', `Remove 1 tag from ${carriers.length} leads`);
  await zoho.arrived('actions/remove_tags');
  expect(await firefox.chrome.endBackground()).toBe('stopped');
  zoho.release();

  await popup.shows(`Removed from ${carriers.length} leads`, 120_000);
  for (const id of ids) expect(leads.tagNames(id)).not.toContain(tag);
  const reads = zoho.requests.filter(({ method, path }) => method === 'GET' && path.endsWith('/Leads'));
  const writes = zoho.requestsTo('actions/remove_tags');
  const [first] = writes;
  // Whether Zoho applied the call that was cut or not, Untag looks before it sends anything again.
  expect(reads.some(({ at }) => at > (first?.at ?? Infinity))).toBe(true);
  expect(writes.length).toBeLessThanOrEqual(2);
});
