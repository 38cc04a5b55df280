import type { Page } from '@playwright/test';
import { listAddress, recordAddress } from '../browser/addresses.ts';
import { RowMenu } from '../browser/RowMenu.ts';
import { ToolbarButton } from '../browser/ToolbarButton.ts';
import { expect, test } from '../fixtures.ts';
import { connected, pick } from '../journey.ts';
import { idsAskedFor } from './read-ids.ts';
import { words } from '../browser/words.ts';

/** Modules whose names in the address, in the API and on the screen all differ. */
const MODULES = [
  { apiName: 'Deals', moduleSlug: 'Potentials', one: 'deal', many: 'deals' },
  { apiName: 'Vehicles', moduleSlug: 'CustomModule5', one: 'Vehicle', many: 'Vehicles' },
  { apiName: 'Events', moduleSlug: 'Events', one: 'meeting', many: 'meetings' },
] as const;

/** Opens the menu of sources, and chooses one. */
async function choose(popup: Page, from: string | RegExp, source: string | RegExp): Promise<void> {
  await popup.getByRole('button', { name: from }).click();
  await popup.getByRole('menuitemradio', { name: source }).click();
}

async function paste(popup: Page, links: readonly string[]): Promise<void> {
  await popup.getByRole('textbox').fill(links.join('\n'));
  await popup.getByRole('button', { name: new RegExp(`^Use (?:these )?${links.length} `) }).click();
}

for (const { apiName, moduleSlug, one, many } of MODULES) {
  const selected = (n: number) => ({ name: `${n} ${n === 1 ? one : many} selected` });

  test(`${moduleSlug} are ${many}: every source of a selection, from the button @long`, async ({ untag, zoho }) => {
    const { page, list } = await connected(untag, zoho, listAddress(zoho, { module: apiName }));
    const module = zoho.world.org('brightside').module(apiName);
    const since = zoho.requests.length;
    const ids = await list.tickFirst(3);

    let popup = await untag.popup(page);
    await expect(popup.getByRole('heading', selected(3))).toBeVisible();
    await expect.poll(() => idsAskedFor(zoho, apiName, since)).toEqual(ids.toSorted());
    await popup.getByRole('button', { name: words('src_ticked') }).click();
    await popup.getByRole('menuitem', { name: words('basket_keep', { n: 3 }) }).click();
    await expect(popup.getByText(words('basket_kept', { records: `3 ${many}` }))).toBeVisible();
    await choose(popup, words('src_ticked'), /^All /);
    await expect(popup.getByRole('heading', selected(module.count()))).toBeVisible();
    await choose(popup, /^All /, words('src_basket'));
    await expect(popup.getByRole('heading', selected(3))).toBeVisible();
    await choose(popup, words('src_basket'), /^Paste/);
    const pasted = module.ids(2).map((id) => recordAddress(zoho, id, { module: apiName }));
    await paste(popup, pasted);
    await expect(popup.getByRole('heading', selected(2))).toBeVisible();
    await untag.closePopup(popup);

    const id = module.ids().find((each) => module.tagNames(each).length > 0) ?? '';
    const [tag = ''] = module.tagNames(id);
    await page.goto(recordAddress(zoho, id, { module: apiName }));
    popup = await untag.popup(page);
    await expect(popup.getByRole('heading', { name: module.record(id).name })).toBeVisible();
    await pick(popup, [tag]);
    await popup.getByRole('button', { name: `Remove 1 tag from this ${one}` }).click();
    await expect(popup.getByRole('heading', { name: `Removed from 1 ${one}` })).toBeVisible();
    expect(module.tagNames(id)).not.toContain(tag);
    const written = zoho.requestsTo('remove_tags').map(({ path }) => path);
    expect(written).toEqual([`/crm/v8/${apiName}/${id}/actions/remove_tags`]);
  });

  test(`${moduleSlug} are ${many}: every source of a selection, from a right click @long`, async ({ untag, zoho }) => {
    const { page, list } = await connected(untag, zoho, listAddress(zoho, { module: apiName }));
    const module = zoho.world.org('brightside').module(apiName);
    const menu = await RowMenu.watch(untag);
    const link = (id: string) => list.row(id).locator('a').first();
    const beside = page.locator('#listviewHeaderRow lyte-exptable-th').last();
    const chosen = async (): Promise<Page> => {
      await menu.choose(page);
      return untag.openedPopup();
    };

    const ids = await list.tickFirst(3);
    await menu.open(link(ids[1] ?? ''));
    await expect.poll(() => menu.titles()).toContain(`Remove tags from 3 ${many}…`);
    let popup = await chosen();
    await expect(popup.getByRole('heading', selected(3))).toBeVisible();
    await untag.closePopup(popup);

    const other = (await list.ids())[4] ?? '';
    const since = zoho.requests.length;
    await menu.open(link(other));
    await expect.poll(() => menu.titles()).toContain(`Remove tags from this ${one}…`);
    popup = await chosen();
    await expect(popup.getByRole('heading', { name: `1 ${one}: ${module.record(other).name}` })).toBeVisible();
    expect(zoho.requests.slice(since).map(({ path }) => path)).not.toContainEqual(
      expect.stringContaining(ids[0] ?? ''),
    );
    await untag.closePopup(popup);

    await menu.open(beside);
    popup = await chosen();
    await expect(popup.getByRole('heading', selected(3))).toBeVisible();
    await untag.closePopup(popup);
    await menu.open(link(ids[0] ?? ''));
    await menu.choose(page, 'keep:0');
    await expect.poll(() => new ToolbarButton(untag).badge(page)).toBe('3');

    await list.clear();
    await menu.open(beside);
    popup = await chosen();
    await expect(popup.getByRole('heading', { name: words('none_h') })).toBeVisible();
    await popup.getByRole('button', { name: words('src_basket_offer', { records: `3 ${many}` }) }).click();
    await expect(popup.getByRole('heading', selected(3))).toBeVisible();
    await choose(popup, words('src_basket'), /^All /);
    await expect(popup.getByRole('heading', selected(module.count()))).toBeVisible();
    await choose(popup, /^All /, /^Paste/);
    await paste(popup, [recordAddress(zoho, other, { module: apiName })]);
    await expect(popup.getByRole('heading', selected(1))).toBeVisible();
    await untag.closePopup(popup);

    const id = module.ids().find((each) => module.tagNames(each).length > 0) ?? '';
    await page.goto(recordAddress(zoho, id, { module: apiName }));
    await menu.open(page.locator('h1, .dvCard').first());
    popup = await chosen();
    await expect(popup.getByRole('heading', { name: module.record(id).name })).toBeVisible();
    await expect(popup.getByRole('checkbox')).toHaveCount(module.tagNames(id).length);
  });
}
