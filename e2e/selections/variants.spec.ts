import type { Locator, Page } from '@playwright/test';
import { selectionWarnings } from '../../src/popup/models/selection-warnings.ts';
import type { Untag } from '../browser/Untag.ts';
import { expect, test } from '../fixtures.ts';
import { MARKUPS, READABLE_LISTS } from '../zoho/pages/list-variants.ts';
import type { Zoho } from '../zoho/simulator.ts';
import { defaultSwitches, type SwitchesInput } from '../zoho/switches.ts';
import { tickedIds } from '../../src/shared/page.ts';
import { pageAnswer } from './page-answer.ts';

const LIST = '.lvRows [data-zcqa="detailView"]';

/** A list drawn in one of its variants, used as a person would. */
interface Drawn {
  /** Ids of the rows that have a box, from the top. */
  readonly boxed: readonly string[];
  /** Clicks where the row's box is visible. A copy of the fixed columns may cover it. */
  readonly tick: (id: string, modifiers?: 'Shift'[]) => Promise<void>;
  readonly header: Locator;
  readonly clear: Locator;
}

async function draw(page: Page, zoho: Zoho, address: string, switches: SwitchesInput): Promise<Drawn> {
  // There are hundreds of clicks here, so one that misses fails at once.
  page.setDefaultTimeout(5_000);
  zoho.set({ ...defaultSwitches(), ...switches });
  const { domainName } = zoho.world.org('brightside');
  await page.goto(`https://crm.zoho.com/crm/${domainName}/tab/${address}`);
  const rows = page.locator(LIST);
  await expect(rows.first()).toBeVisible();
  const ids = await page
    .locator('#listData')
    .evaluate((block) => (JSON.parse(block.textContent ?? '') as { ids: string[] }).ids);
  const hasBox = await rows.evaluateAll((all) => all.map((row) => row.querySelector('[data-select-box]') !== null));
  return {
    boxed: ids.filter((_id, place) => hasBox[place]),
    tick: (id, modifiers = []) =>
      rows.nth(ids.indexOf(id)).locator('[data-select-box] input').click({ modifiers, force: true }),
    header: page.locator('[data-header-box] input').first(),
    clear: page.locator('[data-zcqa="clearRecords"]'),
  };
}

/** The reader's answer about the page, and the kinds of the popup's warnings. */
async function read(untag: Untag, page: Page): Promise<object> {
  const answer = await pageAnswer(untag, page);
  const { refused, disagreeing } = answer.ticked;
  return {
    ids: tickedIds(answer.ticked),
    refused,
    disagreeing,
    said: selectionWarnings(answer).map(({ kind }) => kind),
  };
}

for (const markup of MARKUPS)
  test(`every list in ${markup} markup, by real clicks: single ones, select-all, clear and a range @long`, async ({
    untag,
    zoho,
  }) => {
    test.setTimeout(90_000);
    const [page = await untag.context.newPage()] = untag.context.pages();
    for (const [name, switches] of READABLE_LISTS)
      await test.step(name, async () => {
        const { boxed, tick, header, clear } = await draw(page, zoho, 'Leads?per_page=10', { markup, ...switches });
        const said = switches.readableCount === undefined ? ['this-page-only'] : [];
        const limit = switches.selectLimit ?? boxed.length;
        const [one = '', two = '', three = '', four = ''] = boxed;
        await tick(three);
        await tick(one);
        expect(await read(untag, page)).toEqual({ ids: [one, three], refused: 0, disagreeing: 0, said });
        await tick(three);
        // There the copy's empty header covers the box, so the keyboard reaches it.
        if (switches.fixedColumnClones === undefined) await header.click();
        else await header.press('Space');
        const all = { ids: boxed.slice(0, limit), refused: 0, disagreeing: 0 };
        // Rows that are still to come are selected as well, which no page can show.
        if (switches.lateRowsMs === undefined) expect(await read(untag, page)).toEqual({ ...all, said });
        else expect(await read(untag, page)).toMatchObject(all);
        await clear.click();
        expect(await read(untag, page)).toMatchObject({ ids: [], refused: 0, disagreeing: 0 });
        await tick(two);
        await tick(four, ['Shift']);
        expect(await read(untag, page)).toEqual({ ids: [two, three, four], refused: 0, disagreeing: 0, said });
      });
  });

test('what cannot be told is counted and said, in the real page as well @long', async ({ untag, zoho }) => {
  test.setTimeout(90_000);
  const [page = await untag.context.newPage()] = untag.context.pages();
  const org = zoho.world.org('brightside');
  const view = org.module('Leads').views[0]?.id ?? '';

  for (const markup of MARKUPS)
    await test.step(`${markup}: rows that tell no id`, async () => {
      const accounts = await draw(page, zoho, 'Accounts?per_page=10', { markup, idPlaces: [] });
      await accounts.header.click();
      expect(await read(untag, page)).toMatchObject({ ids: [], refused: 10, said: ['this-page-only', 'refused'] });
      const deals = await draw(page, zoho, 'Potentials?per_page=10', { markup, idPlaces: [] });
      await deals.tick(deals.boxed[1] ?? '');
      expect(await read(untag, page)).toMatchObject({ ids: [deals.boxed[1]], refused: 0 });
      const bare = await draw(page, zoho, 'Leads?per_page=10', { markup, idPlaces: [], nameLinks: false });
      await bare.tick(bare.boxed[0] ?? '');
      expect(await read(untag, page)).toMatchObject({ ids: [], refused: 1, said: ['this-page-only', 'refused'] });
    });

  for (const markup of ['live', 'cx'] as const)
    await test.step(`${markup}: copies with ticks of their own`, async () => {
      const { boxed, tick } = await draw(page, zoho, 'Leads?per_page=10', { markup, fixedColumnClones: 'stale' });
      await tick(boxed[2] ?? '');
      expect(await read(untag, page)).toMatchObject({ ids: [boxed[2]], said: ['this-page-only', 'disagreeing'] });
    });

  await test.step('the whole view is on', async () => {
    await draw(page, zoho, 'Leads?per_page=10', { wholeView: 'on', readableCount: 'sentence' });
    expect(await read(untag, page)).toMatchObject({ ids: [], said: ['whole-view'] });
  });

  await test.step('the list of another module stays under the new address, then hidden beside the new one', async () => {
    const { boxed, tick } = await draw(page, zoho, 'Leads?per_page=10', { navigation: 'lags', oldListStaysMs: 60_000 });
    await tick(boxed[0] ?? '');
    let goOn = (): void => undefined;
    const held = new Promise<void>((resolve) => (goOn = resolve));
    await page.route(/tab\/Potentials/, async (route) => {
      await held;
      await route.continue();
    });
    await page.locator('.crmTab-Potentials').click();
    await expect(page).toHaveURL(/tab\/Potentials/);
    expect(await read(untag, page)).toMatchObject({ ids: [], refused: 1 });
    goOn();
    const next = page.locator(`#crmApp ${LIST}`);
    await expect(page.locator('#crmAppLeaving')).toBeAttached();
    await next.nth(2).locator('[data-select-box] input').click();
    const id = await next.nth(2).getAttribute('id');
    expect(await read(untag, page)).toMatchObject({ ids: [id], refused: 0, disagreeing: 0 });
  });

  for (const [shape, rows] of [
    ['kanban', 0],
    ['canvas', 0],
    ['sheet', 1],
  ] as const)
    await test.step(`${shape} holds no ticks that are known`, async () => {
      zoho.set(defaultSwitches());
      await page.goto(`https://crm.zoho.com/crm/${org.domainName}/tab/Leads/custom-view/${view}/${shape}`);
      if (rows > 0) await page.locator('.crmSheet td input').first().click();
      const answer = await pageAnswer(untag, page);
      expect(selectionWarnings(answer)).toEqual([{ kind: 'unreadable', view: shape, rows, ways: ['view', 'paste'] }]);
    });
});
