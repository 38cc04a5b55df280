import { test as base } from '@playwright/test';
import { asNew, MuteWorker } from './browser/as-new.ts';
import { type Launched, launchChromium } from './browser/launch.ts';
import { Untag } from './browser/Untag.ts';
import { startZoho, type Zoho } from './zoho/simulator.ts';

interface Each {
  /** The simulated Zoho at its start. */
  zoho: Zoho;
  /**
   * A new installation of Untag in a Chromium that reaches only the simulated Zoho, also under the names of
   * `*.example`.
   */
  untag: Untag;
}

/** Opened once for all tests of a Playwright worker. A test that fails ends its worker, and all of this with it. */
interface Shared {
  simulator: Zoho;
  chromium: Chromium;
}

interface Chromium {
  launched: Launched;
  isUsed: boolean;
  /** How often Untag was reloaded in it. */
  reloads: number;
  /** Closes it and opens another one. */
  renew(): Promise<void>;
}

/** Chromium ends an extension that reloads itself 30 times, each within ten seconds of the time before. */
const MOST_RELOADS = 20;

/**
 * Each test finds an unused Zoho and an unused browser. The first test gets them as they are opened. For the others
 * they are reset, which takes a tenth of the time. A test that wants other options, or changes a browser beyond a
 * reset, launches its own.
 */
export const test = base.extend<Each, Shared>({
  simulator: [
    async ({}, use) => {
      const zoho = await startZoho();
      await use(zoho);
      await zoho.stop();
    },
    { scope: 'worker' },
  ],
  chromium: [
    async ({ simulator }, use) => {
      const { spki, port } = simulator;
      // Foreign hosts lead to the simulator too, so that it would see every request to them.
      const resolverRules = () => `MAP *.example:443 127.0.0.1:${port}, ${simulator.resolverRules()}`;
      const launch = () => launchChromium({ spki, resolverRules });
      const chromium: Chromium = {
        launched: await launch(),
        isUsed: false,
        reloads: 0,
        async renew() {
          await chromium.launched.close();
          Object.assign(chromium, { launched: await launch(), isUsed: false, reloads: 0 });
        },
      };
      await use(chromium);
      await chromium.launched.close();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  zoho: async ({ simulator }, use) => {
    simulator.release();
    simulator.reset();
    await use(simulator);
  },
  untag: async ({ zoho, chromium }, use, testInfo) => {
    if (chromium.reloads >= MOST_RELOADS) await chromium.renew();
    if (chromium.isUsed) {
      try {
        chromium.reloads += await asNew(chromium.launched);
      } catch (error) {
        if (!(error instanceof MuteWorker)) throw error;
        testInfo.annotations.push({ type: 'opened anew', description: error.message });
        await chromium.renew();
      }
      zoho.reset();
    }
    chromium.isUsed = true;
    const untag = new Untag(chromium.launched);
    await use(untag);
    if (testInfo.status !== testInfo.expectedStatus) {
      const calls = zoho.requests.filter((seen) => !seen.host.startsWith('crm'));
      const lines = calls.map(
        (seen) => `${seen.method} ${seen.host}${seen.path} ${seen.status ?? '-'} ${seen.answer ?? ''}`,
      );
      await testInfo.attach('zoho', { body: lines.join('\n'), contentType: 'text/plain' });
    }
    await untag.leave();
  },
});

export { expect } from '@playwright/test';
