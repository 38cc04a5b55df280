import type { Page } from '@playwright/test';
import type { Untag } from './browser/Untag.ts';
import { listAddress } from './browser/addresses.ts';
import { tabTo } from './browser/by-keyboard.ts';
import { expect } from './fixtures.ts';
import { connected } from './journey.ts';
import type { Zoho } from './zoho/simulator.ts';

/** Waits for the button of that name, and goes on to it with Tab. */
export async function reach(page: Page, name: string | RegExp): Promise<void> {
  await expect(page.getByRole('button', { name, exact: true })).toBeVisible();
  await tabTo(
    page,
    typeof name === 'string' ? new RegExp(`^${name.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)}$`) : name,
  );
}

/** The page of all tags of Lumen in front of somebody who is connected there. */
export async function openTags(untag: Untag, zoho: Zoho): Promise<Page> {
  await connected(untag, zoho, listAddress(zoho, { org: 'lumen' }), { account: 'Nora Castellanos' });
  const tags = await untag.open('src/tags-page/index.html');
  await expect(tags.getByRole('heading', { level: 1 })).toHaveText(/^\d+ tags in 6 modules$/);
  await tags.keyboard.press('Tab');
  return tags;
}

/** Rows of a list that arrows go through, at most. */
const MOST_ROWS = 80;

/** Filters the list and selects these lines of it with arrows and Space. */
export async function selectTags(tags: Page, filter: string, names: readonly string[]): Promise<void> {
  await tags.keyboard.press('/');
  await tags.keyboard.press('ControlOrMeta+a');
  await tags.keyboard.type(filter);
  const first = tags.getByRole('rowheader').getByRole('button').first();
  await expect(first).toContainText(new RegExp(filter.slice(0, 4), 'i'));
  await reach(tags, (await first.textContent()) ?? '');
  const open = new Set(names);
  for (let row = 0; row < MOST_ROWS && open.size > 0; row += 1) {
    const focused = tags.getByRole('row').filter({ has: tags.locator(':focus') });
    const name = (await focused.getByRole('rowheader').textContent()) ?? '';
    if (open.delete(name)) {
      await tags.keyboard.press('Space');
      await expect(focused.getByRole('checkbox')).toBeChecked();
    }
    if (open.size > 0) await tags.keyboard.press('ArrowDown');
  }
  expect([...open]).toEqual([]);
}
