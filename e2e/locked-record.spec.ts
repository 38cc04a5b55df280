import { expect, test } from './fixtures.ts';
import { commonTag } from './common-tag.ts';
import { connected, pick } from './journey.ts';
import { words } from './browser/words.ts';

for (const locked of ['item', 'counted', 'bare'] as const)
  test(`a batch with one locked record (${locked}): the rest goes through, that one says why @long`, async ({
    untag,
    zoho,
  }) => {
    zoho.switches.locked = locked;
    const { page, list } = await connected(untag, zoho);
    const leads = zoho.world.org('brightside').module('Leads');
    const ids = await list.tickFirst(12);
    const tag = commonTag(leads, ids);
    const carriers = ids.filter((id) => leads.tagNames(id).includes(tag));
    const [victim = ''] = carriers;
    leads.lock(victim);

    const popup = await untag.popup(page);
    await pick(popup, [tag]);
    await popup.getByRole('button', { name: `Remove 1 tag from ${carriers.length} leads` }).click();
    await expect(
      popup.getByRole('heading', { name: `Removed from ${carriers.length - 1} of ${carriers.length} leads` }),
    ).toBeVisible({
      timeout: 40_000,
    });
    const failure = popup.getByRole('listitem').filter({ hasText: leads.record(victim).name });
    await expect(failure).toContainText(locked === 'counted' ? 'probably locked' : 'Locked in Zoho');
    await expect(popup.getByRole('button', { name: words('retry_failed', { n: 1 }) })).toBeVisible();
    for (const id of carriers) expect(leads.tagNames(id).includes(tag), id).toBe(id === victim);

    leads.unlock(victim);
    await popup.getByRole('button', { name: words('retry_failed', { n: 1 }) }).click();
    await expect(popup.getByRole('heading', { name: `Removed from ${carriers.length} leads` })).toBeVisible({
      timeout: 40_000,
    });
    expect(leads.tagNames(victim)).not.toContain(tag);
  });
