import { commonTag } from '../common-tag.ts';
import { expect, test } from './fixtures.ts';

for (const isOpen of [true, false])
  test(`the background ends in the middle of a run, ${isOpen ? 'the popup open' : 'no page open'}: its alarm brings it back, it looks, and nothing is lost`, async ({
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
    if (!isOpen) await popup.close();
    expect(await firefox.chrome.endBackground()).toBe('stopped');
    zoho.release();

    const [first] = zoho.requestsTo('actions/remove_tags');
    const looks = (): number =>
      zoho.requests.filter(
        ({ method, path, at }) => method === 'GET' && path.endsWith('/Leads') && at > (first?.at ?? Infinity),
      ).length;
    // Zoho may have applied the call that was cut, so Untag reads before it sends again.
    await expect.poll(looks, { timeout: 100_000 }).toBeGreaterThan(0);
    const shown = isOpen ? popup : await firefox.open('popup');
    await shown.shows(`Removed from ${carriers.length} leads`, 60_000);
    for (const id of ids) expect(leads.tagNames(id)).not.toContain(tag);
    expect(zoho.requestsTo('actions/remove_tags').length).toBeLessThanOrEqual(2);
  });
