/** Runs the development server, the simulated Zoho, and a Chromium with both. A change to the source shows at once. */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createServer } from 'vite';
import { listAddress } from '../browser/addresses.ts';
import { launchChromium } from '../browser/launch.ts';
import { startZoho } from '../zoho/simulator.ts';
import { EXTENSION_CLIENT_ID } from '../zoho/world/clients.ts';
import { say } from './terminal.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const DIST = join(ROOT, 'dist-dev');

/** The server is ready before the extension that it writes. Waits for the files that the browser reads first. */
async function written(): Promise<void> {
  const manifestFile = join(DIST, 'manifest.json');
  while (!existsSync(manifestFile)) await pause(100);
  const manifest = JSON.parse(readFileSync(manifestFile, 'utf8')) as {
    background: { service_worker: string };
    content_scripts: { js: string[] }[];
  };
  const scripts = [manifest.background.service_worker, ...manifest.content_scripts.flatMap(({ js }) => js)];
  while (!scripts.every((path) => existsSync(join(DIST, path)))) await pause(100);
}

if (process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) {
  console.error('There is no display here. "npm start" plays the main job without one; "npx vite" serves alone.');
  process.exit(1);
}

rmSync(DIST, { recursive: true, force: true });
const server = await createServer({ root: ROOT });
await server.listen();
await written();
const zoho = await startZoho();
const chromium = await launchChromium(zoho, {
  dist: DIST,
  headless: false,
  viewport: null,
  // Unlike every other launch this one must reach the development server.
  args: [`--host-resolver-rules=${zoho.resolverRules()}, EXCLUDE localhost`],
});
const { context, worker } = chromium;
const closed = new Promise<void>((done) => {
  context.on('close', () => done());
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => done());
});
const client = { clientId: EXTENSION_CLIENT_ID, dataCentre: 'us' };
await worker.evaluate((value) => chrome.storage.local.set({ client: value }), client);
const [page = await context.newPage()] = context.pages();
await page.goto(listAddress(zoho));
say(`
Chromium shows a simulated Zoho CRM with Untag from the development server.

  Pages (src/popup, src/report, src/options) change while you look. The worker and the content script
  reload the extension; reload the CRM tab after a change to the latter.

Close the window or press Ctrl-C to stop.`);
await closed;
await chromium.close();
await zoho.stop();
await server.close();
