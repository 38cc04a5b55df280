import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { chromium } from '@playwright/test';
import { createServer } from 'vite';

const ROOT = resolve(import.meta.dirname, '../..');
const OUT = resolve(process.env['UNTAG_SHOTS'] ?? join(ROOT, 'artifacts/screenshots/popup'));

/** Takes a picture of every state of the popup, light and dark. Words given as arguments choose scenes by name. */
const wanted = process.argv.slice(2);
mkdirSync(OUT, { recursive: true });
const server = await createServer({
  root: ROOT,
  configFile: false,
  logLevel: 'warn',
  define: { __CLIENT_ID__: '""' },
  publicDir: false,
  server: { port: 0, hmr: false },
  optimizeDeps: { entries: ['e2e/gallery/popup/index.html'] },
});
await server.listen();
const address = `${server.resolvedUrls?.local[0] ?? ''}e2e/gallery/popup/index.html`;
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
  chromiumSandbox: process.getuid?.() !== 0,
});
const page = await browser.newPage({ viewport: { width: 380, height: 600 }, deviceScaleFactor: 1.5 });
page.on('pageerror', (error) => process.stdout.write(`${page.url()}: ${error.message}\n`));
await page.goto(address);
const names =
  (await page.locator('body[data-scenes]').getAttribute('data-scenes', { timeout: 30_000 }))?.split(' ') ?? [];
for (const theme of ['light', 'dark'])
  for (const name of names.filter((scene) => wanted.length === 0 || wanted.some((word) => scene.includes(word)))) {
    await page.goto(`${address}?scene=${name}&theme=${theme}`);
    await page.locator('body[data-ready]').waitFor();
    await page.screenshot({ path: join(OUT, `${name}-${theme}.png`), fullPage: name !== '15-forty-tags' });
  }
await browser.close();
await server.close();
