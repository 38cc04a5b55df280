/**
 * The moving picture of the README: leads are selected, Untag opened, two tags chosen, removed, and restored. Everything
 * in the list and in the popup is real.
 */
import { statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { chromium, expect, type Page } from '@playwright/test';
import { listAddress } from '../browser/addresses.ts';
import type { CrmList } from '../browser/CrmList.ts';
import { launchChromium } from '../browser/launch.ts';
import { Untag } from '../browser/Untag.ts';
import { words } from '../browser/words.ts';
import { connected } from '../journey.ts';
import { startZoho } from '../zoho/simulator.ts';
import { writeAnimation } from './animated-png.ts';
import { createFilmStage, type FilmStage, LIST } from './film-stage.ts';
import { useDrawableTags } from './drawable-tags.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const FILE = join(ROOT, 'docs/images/untag.png');
const SCALE = 1.5;
const SELECTED = 12;

const alone = await chromium.launch({
  executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
  chromiumSandbox: process.getuid?.() !== 0,
});
const zoho = await startZoho();
useDrawableTags(zoho.world);
const options = { viewport: LIST, scale: SCALE, args: ['--screen-info={1600x1200}'] };
const untag = new Untag(await launchChromium(zoho, options));
try {
  const { page, list } = await connected(untag, zoho, listAddress(zoho));
  await hideFilters(page);
  const address = new URL(page.url());
  const stage = await createFilmStage(
    alone,
    page,
    address.host + address.pathname,
    join(ROOT, 'docs/images/icons/icon.svg'),
    SCALE,
  );
  await play(stage, page, list);
  await writeAnimation(alone, FILE, stage.frames);
  await stage.close();
  const seconds = stage.frames.reduce((sum, { ms }) => sum + ms, 0) / 1000;
  console.log(`README: ${FILE}, ${seconds.toFixed(1)} s, ${(statSync(FILE).size / 1000).toFixed(0)} kB`);
} finally {
  await untag.close();
  await zoho.stop();
  await alone.close();
}

async function play(stage: FilmStage, page: Page, list: CrmList): Promise<void> {
  stage.say('Select records in a list of Zoho CRM');
  await stage.hold(900);
  const ids = await list.ids();
  for (const id of ids.slice(0, SELECTED)) {
    const box = list.row(id).locator('lyte-checkbox label').first();
    if (id === ids[0]) await stage.moveTo(box);
    else await stage.jumpTo(box);
    await box.click();
    await stage.hold(id === ids[0] ? 350 : 110);
  }
  await stage.hold(500);

  stage.say('Open Untag: it shows the tags that they have, with counts');
  await stage.moveToButton();
  await page.mouse.move(0, 0);
  const popup = await untag.popup(page);
  const tag = (name: string) => popup.getByRole('checkbox', { name: `${name} , on` });
  await expect(tag('Prime')).toBeVisible();
  stage.usePopup(popup);
  await stage.hold(2000);

  stage.say('Choose tags: the button says exactly what will happen');
  for (const name of ['Prime', 'Cold lead']) {
    await stage.moveTo(tag(name));
    await tag(name).check();
    await stage.hold(600);
  }
  const remove = popup.getByRole('button', { name: 'Remove 2 tags from 9 leads' });
  await stage.moveTo(remove);
  await remove.hover();
  await stage.hold(1700);

  stage.say('Remove them in one go');
  zoho.inject({ fault: 'held', match: { endpoint: 'removeTags' } });
  await remove.click();
  await expect(popup.getByRole('progressbar')).toBeVisible();
  await stage.hold(900);
  zoho.release();
  await expect(popup.getByRole('heading', { name: 'Removed from 9 leads' })).toBeVisible();
  stage.say('See the result: every record is counted');
  await stage.hold(2000);

  stage.say('The tags are gone from the list');
  await press(stage, popup, words('reload_list'));
  await reloaded(page, list);
  await stage.hold(1800);

  stage.say('And back again: Undo, for 30 days');
  await press(stage, popup, /^Undo until/);
  const restore = popup.getByRole('button', { name: 'Restore on 9 leads' });
  await expect(restore).toBeVisible();
  await stage.hold(1300);
  await press(stage, popup, 'Restore on 9 leads');
  await expect(popup.getByRole('heading', { name: /^Restored on 9/ })).toBeVisible();
  await press(stage, popup, words('reload_list'));
  await reloaded(page, list);
  await stage.hold(2600);
}

/** Shows the pointer on a button, and presses it. */
async function press(stage: FilmStage, popup: Page, name: string | RegExp): Promise<void> {
  const button = popup.getByRole('button', { name });
  await stage.moveTo(button);
  await button.hover();
  await stage.hold(350);
  await button.click();
}

/** Waits for the list that Untag has reloaded, which has no selection. */
async function reloaded(page: Page, list: CrmList): Promise<void> {
  await expect(page.locator('[data-zcqa="clearRecords"]')).toBeHidden();
  await list.complete(50);
  await hideFilters(page);
}

/** The popup covers the right half of the list, so the tags move into the left one. */
function hideFilters(page: Page): Promise<void> {
  return page
    .locator('#lv_left_filter')
    .evaluate((panel) => (panel.style.display = 'none'))
    .then(() => undefined);
}
