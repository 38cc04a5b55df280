import type { Page } from '@playwright/test';
import type { Untag } from './browser/Untag.ts';
import { expect, test } from './fixtures.ts';
import { openTags, reach, selectTags } from './tags-by-keyboard.ts';
import type { Module } from './zoho/world/module.ts';
import type { Zoho } from './zoho/simulator.ts';

const TAG = 'Trade show 2025';

/** The records of each module that have the tag. */
function holders(zoho: Zoho): { readonly module: Module; readonly ids: readonly string[] }[] {
  return zoho.world
    .org('lumen')
    .modules.map((module) => ({ module, ids: module.ids().filter((id) => module.tagNames(id).includes(TAG)) }))
    .filter(({ ids }) => ids.length > 0);
}

/** The page of all tags in front of somebody who has found the tag with the keyboard, and selected it. */
async function selected(untag: Untag, zoho: Zoho): Promise<Page> {
  const tags = await openTags(untag, zoho);
  await selectTags(tags, TAG.toLowerCase(), [TAG]);
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
  await reach(tags, 'Remove from all records…');
  await tags.keyboard.press('Enter');
  const sheet = tags.getByRole('dialog', { name: `Remove “${TAG}” from all records` });
  await expect(sheet).toContainText('Came by post');
  await expect(sheet.getByRole('heading', { level: 2 })).toBeFocused();
  await expect(sheet.getByRole('button', { name: `Remove from ${all} records` })).toBeVisible();
  // Only the focused button starts anything.
  await tags.keyboard.press('Enter');
  await reach(tags, `Remove from ${all} records`);
  await tags.keyboard.press('Enter');
  await expect(sheet).toHaveCount(0);

  const band = tags.getByRole('region', { name: 'Clean-up' });
  await expect(band.getByRole('heading')).toHaveText(`Found ${seen} of the ${all} that Zoho counts`);
  expect(holders(zoho).flatMap(({ ids }) => ids)).toHaveLength(all);
  await reach(tags, `Remove from ${seen} records`);
  await tags.keyboard.press('Enter');
  await expect(band.getByRole('heading')).toHaveText(`Removed from ${seen - 1} of ${seen} records`);
  await expect(band.getByRole('listitem')).toContainText('Locked in Zoho');
  expect(holders(zoho).flatMap(({ ids }) => ids)).toEqual([hidden, locked]);

  await reach(tags, 'Undo');
  await tags.keyboard.press('Enter');
  await reach(tags, `Restore on ${seen - 1} records`);
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
