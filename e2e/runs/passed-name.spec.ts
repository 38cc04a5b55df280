import { expect, test } from '../fixtures.ts';
import { commonTag } from '../common-tag.ts';
import { connected, pick } from '../journey.ts';
import { words } from '../browser/words.ts';
import { leads } from './truth.ts';

test('a tag that got the name of the chosen one on the way is put back, and it is said @long', async ({
  untag,
  zoho,
}) => {
  const { page, list } = await connected(untag, zoho);
  const ids = await list.tickFirst(12);
  const tag = commonTag(leads(zoho), ids);
  const carriers = ids.filter((id) => leads(zoho).tagNames(id).includes(tag));
  const other = carriers.flatMap((id) => leads(zoho).tagNames(id)).find((name) => name !== tag) ?? '';
  const sufferers = carriers.filter((id) => leads(zoho).tagNames(id).includes(other));
  const before = new Map(ids.map((id) => [id, leads(zoho).tagNames(id)]));
  const popup = await untag.popup(page);
  await pick(popup, [tag]);
  await zoho.answered(/settings\/tags\?/);
  zoho.inject({ fault: 'held', match: { endpoint: 'removeTags' } });
  await popup.getByRole('button', { name: /^Remove 1 tag from/ }).click();
  await zoho.arrived(/remove_tags/);
  // The names that were read ahead are used. The click did not wait for a read.
  expect(zoho.requests.filter(({ endpoint }) => endpoint === 'tags')).toHaveLength(1);

  leads(zoho).renameTag(tag, 'Renamed meanwhile');
  leads(zoho).renameTag(other, tag);
  zoho.release();

  await expect(popup.getByRole('heading', { name: /^Removed from/ })).toBeVisible();
  const suffered = `${sufferers.length} ${sufferers.length === 1 ? 'lead' : 'leads'}`;
  const told = popup.getByText(words('mistake_off', { tags: other, records: suffered }));
  await expect(told).toContainText(words('mistake_back', { records: suffered }));
  for (const id of ids) {
    const names = (before.get(id) ?? []).filter((name) => name !== tag).map((name) => (name === other ? tag : name));
    expect(leads(zoho).tagNames(id).toSorted(), id).toEqual(names.toSorted());
  }
  const added = zoho.requests.filter(({ endpoint }) => endpoint === 'addTags');
  expect(added.flatMap(({ applied }) => applied ?? []).toSorted()).toEqual(sufferers.toSorted());
});
