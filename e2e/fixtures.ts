import { test as base } from '@playwright/test';
import { launchChromium } from './browser/launch.ts';
import { Untag } from './browser/Untag.ts';
import { startZoho, type Zoho } from './zoho/simulator.ts';

/** A simulated Zoho of its own for each test, and a Chromium with Untag that can reach nothing else. */
export const test = base.extend<{ zoho: Zoho; untag: Untag }>({
  zoho: async ({}, use) => {
    const zoho = await startZoho();
    await use(zoho);
    await zoho.stop();
  },
  untag: async ({ zoho }, use, testInfo) => {
    const untag = new Untag(await launchChromium(zoho));
    await use(untag);
    if (testInfo.status !== testInfo.expectedStatus) {
      const calls = zoho.requests.filter((seen) => !seen.host.startsWith('crm'));
      const lines = calls.map(
        (seen) => `${seen.method} ${seen.host}${seen.path} ${seen.status ?? '-'} ${seen.answer ?? ''}`,
      );
      await testInfo.attach('zoho', { body: lines.join('\n'), contentType: 'text/plain' });
    }
    await untag.close();
  },
});

export { expect } from '@playwright/test';
