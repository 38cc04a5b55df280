import { launchChromium } from '../browser/launch.ts';
import { Untag } from '../browser/Untag.ts';
import { connectedPage } from '../runs/begin.ts';
import type { RunPage } from '../runs/RunPage.ts';
import type { FarZoho } from './far-zoho.ts';
import { oneAfterTheOther } from './naive.ts';

/** Records and ids of a call of the plain loop that runs before anything is measured. */
const WARM_UP = { records: 10_000, idsPerCall: 400 };

/** Untag in a real Chromium, connected, and a page that sends requests to its worker as the popup does. */
export interface Driver {
  readonly untag: Untag;
  readonly page: RunPage;
  readonly connectionId: string;
}

/** Runs `use` with a browser of its own, and closes it. */
export async function withDriver<Value>(zoho: FarZoho, use: (driver: Driver) => Promise<Value>): Promise<Value> {
  const untag = new Untag(await launchChromium(zoho));
  try {
    const page = await connectedPage(untag);
    return await use({ untag, page, connectionId: await page.connectionId() });
  } finally {
    await untag.close();
  }
}

/**
 * Runs `use` with a simulated Zoho in a process of its own, and ends it. The first calls of a fresh process take several
 * times as long as later ones, and would keep the cores that Untag is measured on busy, so some are made before.
 */
export async function withZoho<Value>(zoho: FarZoho, use: (zoho: FarZoho) => Promise<Value>): Promise<Value> {
  try {
    await oneAfterTheOther(zoho, await zoho.prepare(WARM_UP.records), WARM_UP.idsPerCall);
    return await use(zoho);
  } finally {
    zoho.stop();
  }
}
