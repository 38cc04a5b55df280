import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, chromium, expect, type Page, test } from '@playwright/test';
import type { AxeResults } from 'axe-core';
import { tabFaults } from './browser/by-keyboard.ts';
import { type Gallery, SCREENS, type Screen, serveGallery } from './gallery/serve.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const SIZES = {
  popup: { width: 380, height: 600 },
  report: { width: 1280, height: 800 },
  options: { width: 1280, height: 800 },
  connect: { width: 1280, height: 800 },
  'tags-page': { width: 1280, height: 800 },
} as const;

/** A selection with each kind of part at least once: lists, menus, notes, bars, ledgers, dialogs, fields. */
const CUT: Readonly<Record<Screen, readonly string[]>> = {
  popup: [
    '02b-refused',
    '06b-page-elsewhere',
    '10-nothing-ticked',
    '12b-look-alikes',
    '14-sources',
    '13-two-picked',
    '20-put-back',
    '26-rate-limit',
    '33-failures',
  ],
  report: ['01-failures', '02-undo-asked', '12-credits'],
  options: ['02-connected', '12-delete-asked', '15f-not-copied', '15g-page-diagnosis'],
  connect: ['01-ready', '03-no-tab', '07-values', '11-unknown-own', '21-closed', '23-other-org', '29-one-hour'],
  'tags-page': [
    '03-look-alike',
    '25-tag',
    '15-some-not-read',
    '07-uncounted',
    '41-remove',
    '57-failed',
    '64b-merge-preview',
    '81b-rename-exists',
    '73-deleted',
  ],
};

let gallery: Gallery;
let browser: Browser;

test.beforeAll(async () => {
  gallery = await serveGallery();
  browser = await chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    chromiumSandbox: process.getuid?.() !== 0,
  });
});

test.afterAll(async () => {
  await browser.close();
  await gallery.close();
});

/** The findings of axe against WCAG 2.2 AA, as readable lines. */
async function findings(page: Page): Promise<readonly string[]> {
  await page.evaluate(AXE);
  const { violations, passes } = await page.evaluate<AxeResults>(
    `axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })`,
  );
  expect(passes.length).toBeGreaterThan(5);
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
}

async function newPage(screen: Screen): Promise<Page> {
  return browser.newPage({ viewport: SIZES[screen] });
}

/** The popup is in the short suite. The other pages share its components. */
function lengthOf(screen: Screen): string {
  return screen === 'popup' ? '' : ' @long';
}

for (const screen of SCREENS) {
  test(`axe finds nothing in the telling states of ${screen}${lengthOf(screen)}`, async () => {
    const page = await newPage(screen);
    for (const [place, scene] of CUT[screen].entries()) {
      await gallery.show(page, screen, scene, place % 2 === 0 ? '&theme=light' : '&theme=dark');
      expect(await findings(page), scene).toEqual([]);
    }
  });

  for (const theme of ['light', 'dark'])
    test(`axe finds nothing in any state of ${screen}, ${theme} @long`, async () => {
      test.setTimeout(1_200_000);
      const page = await newPage(screen);
      for (const scene of await gallery.scenes(page, screen)) {
        await gallery.show(page, screen, scene, `&theme=${theme}`);
        expect.soft(await findings(page), scene).toEqual([]);
      }
    });

  test(`nothing runs over the edge of ${screen} with text of twice the size @long`, async () => {
    const page = await newPage(screen);
    for (const scene of CUT[screen]) {
      await gallery.show(page, screen, scene);
      await page.addStyleTag({ content: ':root { font-size: 200% }' });
      expect(await overflow(page), scene).toEqual([]);
    }
  });

  test(`axe finds nothing in ${screen} with forced colours, and what has the focus shows it${lengthOf(screen)}`, async () => {
    const page = await newPage(screen);
    await page.emulateMedia({ forcedColors: 'active' });
    for (const scene of CUT[screen].slice(0, 3)) {
      await gallery.show(page, screen, scene);
      expect(await findings(page), scene).toEqual([]);
      await page.keyboard.press((await page.locator('body:focus-within :focus').count()) > 0 ? 'Shift+Tab' : 'Tab');
      const focused = page.locator(':focus');
      await expect(focused, scene).not.toHaveCSS('outline-style', 'none');
    }
  });
}

for (const screen of ['connect', 'popup', 'report'] as const)
  test(`all that can be pressed in any state of ${screen} is reached with Tab, and shows it @long`, async () => {
    test.setTimeout(600_000);
    const page = await newPage(screen);
    for (const scene of await gallery.scenes(page, screen)) {
      await gallery.show(page, screen, scene);
      expect.soft(await tabFaults(page), scene).toEqual([]);
    }
  });

test('a long report is no longer than its window: its rows scroll in their box', async () => {
  const page = await newPage('report');
  await gallery.show(page, 'report', '09-stopped');
  const rows = page.getByRole('region', { name: 'Records, scrolls' });
  expect(await rows.evaluate((box) => box.scrollHeight > box.clientHeight)).toBe(true);
  expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBe(SIZES.report.height);
});

test('nothing moves for those who asked for less motion', async () => {
  const page = await newPage('popup');
  const moving = () => page.evaluate(() => document.getAnimations().length);
  for (const scene of ['03-connecting', '11-loading']) {
    await page.emulateMedia({ reducedMotion: 'no-preference' });
    await gallery.show(page, 'popup', scene);
    expect(await moving(), scene).toBeGreaterThan(0);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await gallery.show(page, 'popup', scene);
    expect(await moving(), scene).toBe(0);
  }
});

/** Elements beyond the edges of the page, and texts wider than their button. */
function overflow(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const wide = document.documentElement.scrollWidth > width ? ['the page scrolls sideways'] : [];
    const cut = [...document.querySelectorAll<HTMLElement>('button, a, h1, h2, p, label, dd')]
      .filter((element) => element.checkVisibility() && !element.closest('.vh, .scroller'))
      .filter((element) => {
        const box = element.getBoundingClientRect();
        return box.width > 1 && (box.right > width + 1 || box.left < -1);
      })
      .map((element) => element.outerHTML.slice(0, 120));
    return [...wide, ...cut];
  });
}
