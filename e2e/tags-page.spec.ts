import { expect, test } from './fixtures.ts';
import { connected } from './journey.ts';
import { listAddress } from './browser/addresses.ts';
import type { Page } from '@playwright/test';

/** The org that needs cleaning: 180 tags in 6 modules. */
function lumen(zoho: Parameters<typeof listAddress>[0]): string {
  return listAddress(zoho, { org: 'lumen' });
}

async function presses(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

test('from the popup to the tags that are on no record: three presses, and one credit a module', async ({
  untag,
  zoho,
}) => {
  const { page } = await connected(untag, zoho, lumen(zoho), { account: 'Nora Castellanos' });
  const popup = await untag.popup(page);
  await popup.getByRole('button', { name: 'Pages' }).click();
  const tags = await untag.opened(() => popup.getByRole('menuitem', { name: 'Tags' }).click({ noWaitAfter: true }));
  await expect(tags).toHaveTitle('Tags of Lumen & Vale, Untag');
  // It opens at the module in front.
  const leads = zoho.world.org('lumen').module('Leads');
  const empty = leads.tags().filter((tag) => leads.tagged(tag.id, 'visible') === 0);
  await expect(tags.getByRole('heading', { level: 1 })).toHaveText(`${leads.tags().length} tags in Leads`);
  await tags.getByRole('button', { name: /^On no record/ }).click();
  await expect(tags.getByRole('grid')).toHaveAttribute('aria-rowcount', String(empty.length + 1));
  for (const { name } of empty.slice(0, 5)) await expect(tags.getByRole('rowheader', { name })).toBeVisible();

  const lists = zoho.requestsTo(/settings\/tags\?/);
  expect(new Set(lists.map(({ query }) => query['module'])).size).toBe(lists.length);
  expect(zoho.forbidden()).toEqual([]);
});

test('by the keyboard alone: find, sort, walk the rows, read the sheet of a tag, and come back to its row @long', async ({
  untag,
  zoho,
}) => {
  await connected(untag, zoho, lumen(zoho), { account: 'Nora Castellanos' });
  const tags = await untag.open('src/tags-page/index.html');
  await expect(tags.getByRole('heading', { level: 1 })).toHaveText(/^\d+ tags in 6 modules$/);
  const { modules } = zoho.world.org('lumen');
  const names = new Set(modules.flatMap((module) => module.tags().map(({ name }) => name)));
  const webinars = [...names].filter((name) => name.toLowerCase().includes('webinar'));
  await presses(tags, 'Tab', '/');
  await tags.keyboard.type('webinar');
  const grid = tags.getByRole('grid');
  await expect(grid).toHaveAttribute('aria-rowcount', String(webinars.length + 1));
  // Past the button that clears, the chips (one stop), CSV and the box that selects all to the heads, and on to the grid (one stop).
  await presses(tags, 'Tab', 'Tab', 'Tab', 'Tab', 'Tab');
  await expect(tags.locator(':focus')).toHaveText('Tag');
  await presses(tags, 'Enter', 'Tab', 'Tab', 'Tab');
  const first = await tags.locator(':focus').textContent();
  await expect(tags.locator('tbody :focus')).toHaveCount(1);
  await presses(tags, 'End', 'PageUp', 'ArrowDown', 'ArrowUp', 'Home');
  await expect(tags.locator(':focus')).toHaveText(first ?? '');
  await presses(tags, 'ArrowDown');
  const name = (await tags.locator(':focus').textContent()) ?? '';
  expect(name).not.toBe(first);
  await presses(tags, 'Enter');
  await expect(tags.getByRole('dialog', { name })).toBeVisible();
  await expect(tags.getByRole('heading', { level: 2, name })).toBeFocused();
  await presses(tags, 'Escape');
  await expect(tags.getByRole('dialog')).toHaveCount(0);
  await expect(tags.locator(':focus')).toHaveText(name);
});
