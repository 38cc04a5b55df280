import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { shownMessages, TRANSLATIONS } from '../../scripts/locales/messages-file.ts';
import { SCREENS, type Screen, serveGallery } from './serve.ts';
import { directionOf, speak } from './speak.ts';

const OUT = resolve(import.meta.dirname, '../..', process.env['UNTAG_SHOTS'] ?? 'artifacts/screenshots');
const SIZES: Record<Screen, { readonly width: number; readonly height: number }> = {
  popup: { width: 380, height: 600 },
  report: { width: 1280, height: 800 },
  options: { width: 1280, height: 800 },
  connect: { width: 1280, height: 800 },
  'tags-page': { width: 1280, height: 800 },
};
/** Scenes about the parts that stick to the edges of the window. */
const IN_WINDOW = new Set(['15-forty-tags', '16-filtered']);

/**
 * Takes a picture of every state of every screen, light and dark. Words given as arguments choose scenes by name, and
 * `UNTAG_LANGUAGE` the language of the texts: de, ja, ar.
 */
const wanted = process.argv.slice(2);
const language = TRANSLATIONS.find((one) => one === process.env['UNTAG_LANGUAGE']) ?? 'en';
const messages = shownMessages(language);
const gallery = await serveGallery();
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
  chromiumSandbox: process.getuid?.() !== 0,
});
let failed = false;
for (const screen of SCREENS) {
  mkdirSync(join(OUT, screen), { recursive: true });
  const page = await browser.newPage({ viewport: SIZES[screen], deviceScaleFactor: screen === 'popup' ? 1.5 : 1 });
  await speak(page, messages);
  page.on('pageerror', (error) => {
    failed = true;
    console.error(`${page.url()}: ${error.message}`);
  });
  const names = (await gallery.scenes(page, screen)).filter(
    (scene) => wanted.length === 0 || wanted.some((word) => `${screen}/${scene}`.includes(word)),
  );
  for (const theme of ['light', 'dark']) for (const name of names) await shoot(page, screen, name, theme);
  console.log(`${screen}: ${names.length} states, light and dark, in ${join(OUT, screen)}`);
  await page.close();
}
await browser.close();
await gallery.close();
process.exitCode = failed ? 1 : 0;

async function shoot(page: Page, screen: Screen, name: string, theme: string): Promise<void> {
  await gallery.show(page, screen, name, `&theme=${theme}${directionOf(messages)}`);
  const path = join(OUT, screen, `${name}-${theme}.png`);
  // The popup is as high as its content, as in the toolbar, but not limited to 600 pixels, because its foot would cover
  // the rest. Wider pages are shown in full.
  if (screen === 'popup' && !IN_WINDOW.has(name)) {
    const whole = await page.evaluate(() => document.documentElement.scrollHeight);
    await page.setViewportSize({ ...SIZES.popup, height: whole });
    const height = await page.evaluate(() =>
      Math.ceil(Math.max(...[...document.body.children].map((part) => part.getBoundingClientRect().bottom))),
    );
    await page.screenshot({ path, clip: { x: 0, y: 0, width: SIZES.popup.width, height } });
    await page.setViewportSize(SIZES.popup);
  } else if (screen === 'connect') {
    // Its foot sticks to the end of the window, so a window of the page's full height shows both.
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    await page.setViewportSize({ ...SIZES.connect, height });
    await page.screenshot({ path });
    await page.setViewportSize(SIZES.connect);
  } else await page.screenshot({ path, fullPage: !IN_WINDOW.has(name) });
}
