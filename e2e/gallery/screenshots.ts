/** Every picture of the project: each state of each screen, those of the README and the documents, and those for the stores. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { chromium, expect, type Page } from '@playwright/test';
import { listAddress } from '../browser/addresses.ts';
import { launchChromium } from '../browser/launch.ts';
import { Untag } from '../browser/Untag.ts';
import { connected, pick } from '../journey.ts';
import { startZoho } from '../zoho/simulator.ts';
import { compose, tile } from './compose.ts';
import { useDrawableTags } from './drawable-tags.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const STORE = join(ROOT, 'docs/store/images');
/** Where `shoot.ts` puts its pictures. */
const SHOTS = resolve(ROOT, process.env['UNTAG_SHOTS'] ?? 'artifacts/screenshots');
const WINDOW = { width: 1280, height: 800 } as const;

mkdirSync(STORE, { recursive: true });
mkdirSync(join(ROOT, 'docs/images'), { recursive: true });
const alone = await chromium.launch({
  executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
  chromiumSandbox: process.getuid?.() !== 0,
});
const zoho = await startZoho();
useDrawableTags(zoho.world);
try {
  await withUntag(play);
  await withUntag(showTags);
  await tile(alone, join(STORE, 'tile-440x280.png'), join(ROOT, 'docs/images/icons/icon.svg'));
} finally {
  await zoho.stop();
  await alone.close();
}
console.log(`README: docs/images/journey-a.png; stores: ${STORE}`);
const OF_CONNECT = { '07-values': 'connect-cards', '28-connected': 'connect-done' } as const;
const scenes = process.argv.includes('--journey') ? Object.keys(OF_CONNECT).map((scene) => `connect/${scene}`) : [];
const statuses = [script('film.ts'), script('../start/start.ts', '--headless'), script('shoot.ts', ...scenes)];
for (const [scene, name] of Object.entries(OF_CONNECT))
  copyFileSync(join(SHOTS, `connect/${scene}-light.png`), join(ROOT, `docs/images/${name}.png`));
const album = join(ROOT, 'artifacts/start');
for (const picture of readdirSync(album)) {
  const name = /^\d+-(connect|consent|ticked|picked|done|report)\.png$/.exec(picture)?.[1];
  if (name !== undefined) copyFileSync(join(album, picture), join(ROOT, `docs/images/first-use-${name}.png`));
}
process.exitCode = Math.max(...statuses);

/** Runs a script beside this one. Returns its exit code. */
function script(file: string, ...args: readonly string[]): number {
  const run = spawnSync(process.execPath, [...process.execArgv, join(import.meta.dirname, file), ...args], {
    stdio: 'inherit',
  });
  return run.status ?? 1;
}

/** Gives a new installation to `show`. */
async function withUntag(show: (untag: Untag) => Promise<void>): Promise<void> {
  const untag = new Untag(await launchChromium(zoho, { args: ['--screen-info={1600x1200}'] }));
  try {
    await show(untag);
  } finally {
    await untag.close();
  }
}

/** Journey A with one locked lead: choosing, the end with a failure, the report, and the undo. */
async function play(untag: Untag): Promise<void> {
  const leads = zoho.world.org('brightside').module('Leads');
  const { page, list } = await connected(untag, zoho, listAddress(zoho));
  const ids = await list.tickFirst(12);
  await page.mouse.move(0, 0);
  const popup = await untag.popup(page);
  await pick(popup, ['Prime', 'Cold lead']);
  await expect(popup.getByRole('button', { name: 'Remove 2 tags from 9 leads' })).toBeVisible();
  await over(page, popup, join(ROOT, 'docs/images/journey-a.png'));
  await over(page, popup, join(STORE, '1-choose.png'));

  leads.lock(ids.find((id) => leads.tagNames(id).includes('Prime')) ?? '');
  await popup.getByRole('button', { name: 'Remove 2 tags from 9 leads' }).click();
  await expect(popup.getByRole('heading', { name: 'Removed from 8 of 9 leads' })).toBeVisible({ timeout: 60_000 });
  await over(page, popup, join(STORE, '2-done.png'));
  await popup.getByRole('button', { name: /^Undo until/ }).click();
  await expect(popup.getByRole('button', { name: 'Restore on 8 leads' })).toBeVisible();
  await over(page, popup, join(STORE, '4-undo.png'));
  await popup.getByRole('button', { name: 'Back' }).click();

  const address = await popup.getByRole('link', { name: 'Open report' }).getAttribute('href');
  await untag.closePopup(popup);
  const report = await untag.open('src/report/index.html', new URL(address ?? '', untag.url('')).search);
  // The failed one shows first, the others as they are found.
  await expect(report.getByRole('table')).toHaveAttribute('aria-rowcount', String(ids.length + 1));
  await expect(report.getByText('Reading…')).toHaveCount(0);
  writeFileSync(join(STORE, '3-report.png'), await report.screenshot());
}

/** The page of all tags of an org that needs cleaning: those that look alike, three of them selected. */
async function showTags(untag: Untag): Promise<void> {
  const { page } = await connected(untag, zoho, listAddress(zoho, { org: 'lumen' }), { account: 'Nora Castellanos' });
  const { host, pathname } = new URL(page.url());
  const [, , org = ''] = pathname.split('/');
  const query = new URLSearchParams({ host, org, show: 'alike' });
  const tags = await untag.open('src/tags-page/index.html', `?${query.toString()}`);
  await expect(tags.getByRole('heading', { level: 1 })).toHaveText(/^\d+ tags in 6 modules$/);
  for (const name of ['VIP', 'vip', 'V.I.P.'])
    await tags.getByRole('checkbox', { name: `Select ${name}`, exact: true }).check();
  await tags.mouse.move(0, 0);
  await tags.evaluate(() => window.scrollTo(0, 0));
  writeFileSync(join(STORE, '5-tags.png'), await tags.screenshot());
}

/** The list with the popup over its corner, where the toolbar is. */
async function over(page: Page, popup: Page, file: string): Promise<void> {
  const width = await popup.evaluate(() => document.documentElement.clientWidth);
  await compose(alone, file, WINDOW, [
    { picture: await page.screenshot(), left: 0, top: 0, width: WINDOW.width },
    { picture: await popup.screenshot(), left: WINDOW.width - width - 28, top: 14, width, isWindow: true },
  ]);
}
