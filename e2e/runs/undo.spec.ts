import { expect, test } from '../fixtures.ts';
import { commonTag } from '../common-tag.ts';
import { connected, pick } from '../journey.ts';
import { leads } from './truth.ts';
import { words } from '../browser/words.ts';

test('journey F: an undo puts back what the run took off, and may be removed again', async ({ untag, zoho }) => {
  test.setTimeout(90_000);
  const { page, list } = await connected(untag, zoho);
  const ids = await list.tickFirst(12);
  const tag = commonTag(leads(zoho), ids);
  const carriers = ids.filter((id) => leads(zoho).tagNames(id).includes(tag));
  const [grown = '', mended = ''] = carriers;
  const was = new Map(ids.map((id) => [id, leads(zoho).tagNames(id)]));
  const popup = await untag.popup(page);
  await pick(popup, [tag]);
  await popup.getByRole('button', { name: /^Remove 1 tag from/ }).click();
  await expect(popup.getByRole('heading', { name: /^Removed from/ })).toBeVisible();

  leads(zoho).addTag(grown, 'Do not call');
  leads(zoho).addTag(mended, tag);
  await popup.getByRole('button', { name: /^Undo until/ }).click();
  await expect(
    popup.getByRole('heading', { name: words('undo_confirm_h', { n: 1, records: `${carriers.length} leads` }) }),
  ).toBeVisible();
  await popup.getByRole('button', { name: words('undo_confirm_btn', { records: `${carriers.length} leads` }) }).click();
  await expect(popup.getByRole('heading', { name: /^Restored on/ })).toBeVisible();
  await expect(popup.getByText(words('undone_already', { n: 1 }))).toBeVisible();
  for (const id of ids) {
    const expected = [...(was.get(id) ?? []), ...(id === grown ? ['Do not call'] : [])];
    expect(leads(zoho).tagNames(id).toSorted(), id).toEqual(expected.toSorted());
  }
  const [written, ...others] = zoho.requests.filter(({ endpoint }) => endpoint === 'addTags');
  expect(others).toEqual([]);
  const body = JSON.parse(written?.body ?? '') as { ids: string[]; tags: object[]; over_write: boolean };
  expect(body.ids.toSorted()).toEqual(carriers.filter((id) => id !== mended).toSorted());
  expect(body.over_write).toBe(false);
  expect(body.tags).toEqual([
    {
      id: leads(zoho)
        .tags()
        .find(({ name }) => name === tag)?.id,
    },
  ]);

  await popup.getByRole('button', { name: 'Remove again' }).click();
  await pick(popup, [tag]);
  await popup.getByRole('button', { name: `Remove 1 tag from ${carriers.length - 1} leads` }).click();
  await expect(popup.getByRole('heading', { name: `Removed from ${carriers.length - 1} leads` })).toBeVisible();
  for (const id of carriers) expect(leads(zoho).tagNames(id).includes(tag), id).toBe(id === mended);

  const report = await untag.open('src/report/index.html');
  const history = report.getByRole('navigation', { name: words('past_runs') });
  await expect(history.getByRole('listitem')).toHaveCount(3);
  await history.getByRole('link', { name: words('rep_past_undo', { what: tag }) }).click();
  await expect(report.getByRole('heading', { level: 1 })).toContainText(`Restored 1 tag on ${carriers.length - 1} of`);
});

test('a tag that a workflow puts back is told of two minutes after the end @long', async ({ untag, zoho }) => {
  test.setTimeout(240_000);
  const { page, list } = await connected(untag, zoho);
  const ids = await list.tickFirst(12);
  const tag = commonTag(leads(zoho), ids);
  zoho.set({ workflows: [{ module: 'Leads', tag, afterMs: 20_000 }] });
  const carriers = ids.filter((id) => leads(zoho).tagNames(id).includes(tag));
  const popup = await untag.popup(page);
  await pick(popup, [tag]);
  await popup.getByRole('button', { name: /^Remove 1 tag from/ }).click();
  await expect(popup.getByRole('heading', { name: /^Removed from/ })).toBeVisible();
  const back = popup.getByText(`${tag} is back on ${carriers.length} leads.`);
  await expect(back).toBeVisible({ timeout: 180_000 });
});
