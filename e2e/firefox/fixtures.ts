import { test as base } from '@playwright/test';
import { startZoho, type Zoho } from '../zoho/simulator.ts';
import { launchFirefox } from './launch.ts';
import { UntagInFirefox } from './UntagInFirefox.ts';

/** A simulated Zoho of its own for each test, and a Firefox with Untag that can reach nothing else. */
export const test = base.extend<{ zoho: Zoho; firefox: UntagInFirefox }>({
  zoho: async ({}, use) => {
    const zoho = await startZoho();
    await use(zoho);
    await zoho.stop();
  },
  firefox: async ({ zoho }, use) => {
    const launched = await launchFirefox(zoho);
    await use(new UntagInFirefox(launched, zoho));
    await launched.close();
  },
});

export { expect } from '@playwright/test';
