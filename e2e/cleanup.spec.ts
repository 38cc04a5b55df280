import type { Page } from '@playwright/test';
import { listAddress } from './browser/addresses.ts';
import { expect, test } from './fixtures.ts';
import { connected } from './journey.ts';
import type { Module } from './zoho/world/module.ts';
import type { Zoho } from './zoho/simulator.ts';

const TAG = 'Trade show 2025';
/** Stops between two buttons of the page, at most. */
const MOST_STOPS = 30;

/** The records of each module that have the tag. */
function holders(zoho: Zoho): { readonly module: Module; readonly ids: readonly string[] }[] {
  return zoho.world
    .org('lumen')
    .modules.map((module) => ({ module, ids: module.ids().filter((id) => module.tagNames(id).includes(TAG)) }))
    .filter(({ ids }) => ids.length > 0);
}

/** Goes on with Tab to the button of that name. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const button = page.getByRole('button', { name });
  await expect(button).toBeVisible();
  for (let stops = 0; stops < MOST_STOPS; stops += 1) {
    if (await button.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not lead to ${String(name)}.`);
}

/** The page of all tags in front of somebody who has found the tag with the keyboard, and selected it. */
async function selected(untag: Parameters<typeof connected>[0], zoho: Zoho): Promise<Page> {
  await connected(untag, zoho, listAddress(zoho, { org: 'lumen' }), { account: 'Nora Castellanos' });
  const tags = await untag.open('src/tags-page/index.html');
  await expect(tags.getByRole('heading', { level: 1 })).toHaveText(/^\d+ tags in 6 modules$/);
  await tags.keyboard.press('Tab');
  await tags.keyboard.press('/');
  await tags.keyboard.type(TAG.toLowerCase());
  await expect(tags.getByRole('grid')).toHaveAttribute('aria-rowcount', '2');
  await tabTo(tags, TAG);
  await tags.keyboard.press('Space');
  await expect(tags.getByRole('checkbox', { name: `Select ${TAG}` })).toBeChecked();
  return tags;
}

test('by the keyboard alone: a tag is taken off three modules, but for a locked record and one out of sight, and put back', async ({
  untag,
  zoho,
}) => {
  zoho.switches.countCovers = 'all';
  const [leads, accounts, contacts] = holders(zoho);
  const all = [leads, contacts, accounts].reduce((sum, of) => sum + (of?.ids.length ?? 0), 0);
  const [hidden = ''] = leads?.ids ?? [];
  leads?.module.hide(hidden);
  const [locked = ''] = contacts?.ids ?? [];
  contacts?.module.lock(locked);
  const seen = all - 1;

  const tags = await selected(untag, zoho);
  await tabTo(tags, 'Remove from all records…');
  await tags.keyboard.press('Enter');
  const sheet = tags.getByRole('dialog', { name: `Remove “${TAG}” from all records` });
  await expect(sheet).toContainText('Came by post');
  await expect(sheet.getByRole('heading', { level: 2 })).toBeFocused();
  await expect(sheet.getByRole('button', { name: `Remove from ${all} records` })).toBeVisible();
  // Only the focused button starts anything.
  await tags.keyboard.press('Enter');
  await tabTo(tags, `Remove from ${all} records`);
  await tags.keyboard.press('Enter');
  await expect(sheet).toHaveCount(0);

  const band = tags.getByRole('region', { name: 'Clean-up' });
  await expect(band.getByRole('heading')).toHaveText(`Found ${seen} of the ${all} that Zoho counts`);
  expect(holders(zoho).flatMap(({ ids }) => ids)).toHaveLength(all);
  await tabTo(tags, `Remove from ${seen} records`);
  await tags.keyboard.press('Enter');
  await expect(band.getByRole('heading')).toHaveText(`Removed from ${seen - 1} of ${seen} records`);
  await expect(band.getByRole('listitem')).toContainText('Locked in Zoho');
  expect(holders(zoho).flatMap(({ ids }) => ids)).toEqual([hidden, locked]);

  await tabTo(tags, 'Undo');
  await tags.keyboard.press('Enter');
  await tabTo(tags, `Restore on ${seen - 1} records`);
  await tags.keyboard.press('Enter');
  await expect(band.getByRole('heading')).toHaveText(`Restored on ${seen - 1} records`);
  expect(holders(zoho).flatMap(({ ids }) => ids)).toHaveLength(all);
  expect(zoho.forbidden()).toEqual([]);
});

test('a rule that puts the tag back is named two minutes after the end @long', async ({ untag, zoho }) => {
  test.setTimeout(240_000);
  const [leads] = holders(zoho);
  const all = holders(zoho).reduce((sum, { ids }) => sum + ids.length, 0);
  const tags = await selected(untag, zoho);
  await tags.getByRole('button', { name: 'Remove from all records…' }).click();
  await tags.getByRole('button', { name: `Remove from ${all} records` }).click();
  const band = tags.getByRole('region', { name: 'Clean-up' });
  await expect(band.getByRole('heading')).toHaveText(`Removed from ${all} records`);
  for (const id of leads?.ids.slice(0, 2) ?? []) leads?.module.addTag(id, TAG);
  const back = band.filter({ hasText: `“${TAG}” is on 2 leads again` });
  await expect(back).toBeVisible({ timeout: 180_000 });
  await expect(back).toContainText('Workflow rule “Came by post” adds it.');
});
