import type { CDPSession } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { CrmList } from '../browser/CrmList.ts';
import { listAddress } from '../browser/addresses.ts';

interface Call {
  readonly function: string;
  readonly count: number;
}

/** From now on, counts every call of every function of the extension in a page, exactly. */
async function watchScripts(page: CDPSession): Promise<() => Promise<Call[]>> {
  await page.send('Profiler.enable');
  await page.send('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  return async () => {
    // Counts are those since the last take.
    const { result } = await page.send('Profiler.takePreciseCoverage');
    return result
      .filter(({ url }) => url.startsWith('chrome-extension://'))
      .flatMap(({ functions }) => functions)
      .map(({ functionName, ranges }) => ({ function: functionName, count: ranges[0]?.count ?? 0 }))
      .filter(({ count }) => count > 0);
  };
}

test('while somebody merely browses, no function of the extension runs in the page', async ({ untag, zoho }) => {
  const [page = await untag.context.newPage()] = untag.context.pages();
  const list = await CrmList.open(page, listAddress(zoho, { perPage: 100 }));
  await list.complete(100);
  const cdp = await untag.context.newCDPSession(page);
  const calls = await watchScripts(cdp);
  await calls();

  await page.mouse.move(640, 400);
  await page.mouse.wheel(0, 1_500);
  await page.mouse.wheel(0, -1_500);
  await list.tickFirst(3);
  await list.selectPage();
  await list.clear();
  await page.keyboard.press('Tab');
  await page.keyboard.type('browsing');
  await page.setViewportSize({ width: 900, height: 700 });
  await list.nextPage();
  await list.openView('My Leads');
  await page.goBack();
  await expect(list.rows.first()).toBeVisible();
  expect(await calls()).toEqual([]);

  // The watch works: a right click is the one event that has a listener.
  await list.rows.nth(2).locator('a').first().click({ button: 'right' });
  expect(await calls()).not.toEqual([]);
});
