import type { Page } from '@playwright/test';
import { tabTo } from './browser/by-keyboard.ts';
import { expect, test } from './fixtures.ts';
import { connected } from './journey.ts';
import { words } from './browser/words.ts';

/** Collects the announcements of live regions from now on. */
async function listen(page: Page): Promise<() => Promise<readonly string[]>> {
  await page.evaluate(() => {
    const said: string[] = [];
    Object.assign(window, { said });
    const live = '[role="status"], [role="alert"], [aria-live="polite"], [aria-live="assertive"], output';
    const last = new Map<Element, string>();
    const look = (): void => {
      for (const region of document.querySelectorAll(live)) {
        const words = region.textContent.trim().replaceAll(/\s+/g, ' ');
        if (words !== '' && last.get(region) !== words) said.push(words);
        last.set(region, words);
      }
    };
    look();
    said.length = 0;
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  return () => page.evaluate(() => (window as unknown as { said: string[] }).said);
}

test('tags removed, put back and looked up by keyboard alone, in sight and said once', async ({ untag, zoho }) => {
  test.setTimeout(120_000);
  const { page, list } = await connected(untag, zoho);
  const leads = zoho.world.org('brightside').module('Leads');
  const ids = await list.tickFirst(12);
  const before = ids.map((id) => leads.tagNames(id));
  const popup = await untag.popup(page);
  await expect(popup.getByRole('checkbox', { name: /^Prime/ })).toBeVisible();
  await expect(popup.getByRole('searchbox')).toBeFocused();
  const said = await listen(popup);

  await popup.keyboard.type('prime');
  await popup.keyboard.press('Enter');
  await expect(popup.getByRole('checkbox', { name: /^Prime/ })).toBeChecked();
  await expect(popup.getByRole('searchbox')).toHaveValue('');
  await tabTo(popup, /^Remove 1 tag from 8 leads/);
  await popup.keyboard.press('Enter');
  const headline = popup.getByRole('heading', { name: 'Removed from 8 leads' });
  await expect(headline).toBeFocused();
  expect(ids.flatMap((id) => leads.tagNames(id))).not.toContain('Prime');
  const results = (await said()).filter((words) => words.includes('Removed from 8 leads'));
  expect(results.length, (await said()).join(' | ')).toBeLessThanOrEqual(1);

  await tabTo(popup, /^Undo until/);
  await popup.keyboard.press('Enter');
  await expect(
    popup.getByRole('heading', { name: words('undo_confirm_h', { n: 1, records: '8 leads' }) }),
  ).toBeFocused();
  await tabTo(popup, new RegExp(words('undo_confirm_btn', { records: '8 leads' })));
  await popup.keyboard.press('Enter');
  await expect(
    popup.getByRole('heading', { name: words('undone_all_h', { records: '8 leads' }), exact: true }),
  ).toBeFocused({
    timeout: 60_000,
  });
  expect(ids.map((id) => leads.tagNames(id).toSorted())).toEqual(before.map((names) => [...names].sort()));
  const all = await said();
  expect(new Set(all).size, all.join(' | ')).toBe(all.length);
  await untag.closePopup(popup);

  const report = await untag.open('src/report/index.html');
  await expect(report.getByRole('row').nth(1)).toBeVisible();
  await report.keyboard.press('/');
  await expect(report.getByRole('searchbox')).toBeFocused();
  const name = leads.record(ids[0] ?? '').name;
  await report.keyboard.type(name);
  await expect(report.getByRole('table')).toHaveAttribute('aria-rowcount', '2');
  await tabTo(report, new RegExp(`^${name}`));
});
