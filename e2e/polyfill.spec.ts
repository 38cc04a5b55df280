import { rmSync } from 'node:fs';
import { launchChromium } from './browser/launch.ts';
import { Untag } from './browser/Untag.ts';
import { distWithoutNativeBrowser } from './browser/without-native-browser.ts';
import { expect, test } from './fixtures.ts';
import { commonTag } from './common-tag.ts';
import { connected, pick } from './journey.ts';

test('journey A where the browser has no namespace `browser`, as Chrome before 148 @long', async ({ zoho }) => {
  const dist = distWithoutNativeBrowser();
  const untag = new Untag(await launchChromium(zoho, { dist }));
  try {
    expect(await untag.worker.evaluate(() => typeof (globalThis as { browser?: unknown }).browser)).toBe('undefined');
    const { page, list } = await connected(untag, zoho);
    const leads = zoho.world.org('brightside').module('Leads');
    const ids = await list.tickFirst(12);
    const tag = commonTag(leads, ids);
    const popup = await untag.popup(page);
    expect(await popup.evaluate(() => typeof (globalThis as { browser?: unknown }).browser)).toBe('undefined');
    await pick(popup, [tag]);
    await popup.getByRole('button', { name: /^Remove 1 tag from/ }).click();
    await expect(popup.getByRole('heading', { name: /^Removed from/ })).toBeVisible();
    for (const id of ids) expect(leads.tagNames(id)).not.toContain(tag);
  } finally {
    await untag.close();
    rmSync(dist, { recursive: true, force: true });
  }
});
