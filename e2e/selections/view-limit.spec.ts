import { listAddress } from '../browser/addresses.ts';
import { launchChromium } from '../browser/launch.ts';
import { Untag } from '../browser/Untag.ts';
import { expect, test } from '@playwright/test';
import { connected } from '../journey.ts';
import { startZoho } from '../zoho/simulator.ts';

test('a view beyond Zoho’s 100,000 says so in words, and nothing is written @long', async () => {
  test.setTimeout(300_000);
  const zoho = await startZoho({ leads: 100_001 });
  zoho.set({ latency: { baseMs: 0, perRecordMs: 0 } });
  const untag = new Untag(await launchChromium(zoho));
  try {
    const { page } = await connected(untag, zoho, listAddress(zoho));
    const popup = await untag.popup(page);
    await popup.getByRole('button', { name: 'All leads in “All Leads”' }).click();
    const limit = popup.getByText('This view has more than 100,000 records').first();
    await expect(limit).toBeVisible({ timeout: 240_000 });
    await expect(popup.getByText(/Narrow the view in Zoho/).first()).toBeVisible();
    expect(zoho.requestsTo('remove_tags')).toEqual([]);
  } finally {
    await untag.close();
    await zoho.stop();
  }
});
