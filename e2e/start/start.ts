import { rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { listAddress } from '../browser/addresses.ts';
import { launchChromium } from '../browser/launch.ts';
import { Untag } from '../browser/Untag.ts';
import { startZoho } from '../zoho/simulator.ts';
import { EXTENSION_CLIENT_ID } from '../zoho/world/clients.ts';
import { playJourneyA } from './play.ts';
import { say } from './terminal.ts';

const { values } = parseArgs({ options: { headless: { type: 'boolean', default: false } } });
const hasDisplay = process.platform !== 'linux' || Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);
const headless = values.headless || !hasDisplay;

const zoho = await startZoho();
const untag = new Untag(await launchChromium(zoho, { headless, ...(headless ? {} : { viewport: null }) }));
// At Ctrl-C the browser's driver closes it and ends the process at once, so pending work would never run.
process.on('exit', () => rmSync(untag.profile, { recursive: true, force: true, maxRetries: 5 }));

if (headless) {
  if (!values.headless) say('There is no display here, so Untag plays the main job by itself.\n');
  try {
    if (!(await playJourneyA(untag, zoho))) process.exitCode = 1;
  } finally {
    await untag.close();
    await zoho.stop();
  }
} else {
  const closed = new Promise<void>((done) => {
    untag.context.on('close', () => done());
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => done());
  });
  await untag.useClient(EXTENSION_CLIENT_ID);
  const [page = await untag.context.newPage()] = untag.context.pages();
  await page.goto(listAddress(zoho));
  say(`A window of Chromium shows a list of leads in a simulated Zoho CRM, with Untag in its toolbar.

  1. Click the puzzle piece in the toolbar, then Untag (or press Alt+Shift+U).
  2. Click Connect, and in Zoho's window Accept.
  3. Select some leads, open Untag again, choose a tag or two, and press Remove.
  4. Or right-click a lead and choose "Remove tags".

Nothing here reaches the real Zoho or your own browser profile. Close the window or press Ctrl-C to stop.`);
  await closed;
  await untag.close();
  await zoho.stop();
}
