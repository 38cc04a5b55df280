import { CrmList } from '../browser/CrmList.ts';
import { RowMenu } from '../browser/RowMenu.ts';
import { expect, test } from '../fixtures.ts';
import { connected, pick } from '../journey.ts';
import { words } from '../browser/words.ts';

test('Activities mix tasks, meetings and calls: one module at a time, the others named, never mixed ids @long', async ({
  untag,
  zoho,
}) => {
  const { page } = await connected(untag, zoho);
  const org = zoho.world.org('brightside');
  await page.goto(`https://crm.zoho.com/crm/${org.domainName}/tab/Activities`);
  const list = new CrmList(page);
  await expect(list.rows.first()).toBeVisible();
  const [tasks, meetings, calls] = [org.module('Tasks'), org.module('Events'), org.module('Calls')];
  const shown = await list.ids();
  const of = (module: typeof tasks): string[] => shown.filter((id) => module.find(id) !== undefined);
  const tagged = of(meetings).filter((id) => meetings.tagNames(id).length > 0);
  const events = [...tagged.slice(0, 2), ...of(meetings).filter((id) => !tagged.includes(id))].slice(0, 3);
  const others = [...of(tasks).slice(0, 2), ...of(calls).slice(0, 1)];
  await list.tick([...events, ...others]);

  let popup = await untag.popup(page);
  await expect(popup.getByRole('heading', { name: '3 meetings selected' })).toBeVisible();
  await expect(popup.getByText(words('groups_h', { groups: '2 tasks and 1 call' }))).toBeVisible();
  const [tag = ''] = meetings.tagNames(events[0] ?? '');
  const before = others.map((id) => (tasks.find(id) ?? calls.find(id))?.tagNames);
  await pick(popup, [tag]);
  await popup.getByRole('button', { name: /^Remove 1 tag from/ }).click();
  await expect(popup.getByRole('heading', { name: /^Removed from/ })).toBeVisible();
  for (const id of events) expect(meetings.tagNames(id)).not.toContain(tag);
  expect(others.map((id) => (tasks.find(id) ?? calls.find(id))?.tagNames)).toEqual(before);
  const written = zoho.requestsTo('remove_tags');
  expect(written.map(({ path }) => path)).toEqual([expect.stringMatching(/\/Events\/(\d+\/)?actions\/remove_tags$/)]);
  await untag.closePopup(popup);

  // A right click on a ticked task means the ticked tasks. The menu shows no number for mixed rows.
  const menu = await RowMenu.watch(untag);
  await menu.open(
    list
      .row(others[0] ?? '')
      .locator('a')
      .first(),
  );
  await expect.poll(() => menu.titles()).toContain('Remove tags…');
  await menu.choose(page);
  popup = await untag.openedPopup();
  await expect(popup.getByRole('heading', { name: '2 tasks selected' })).toBeVisible();
  await popup.getByRole('button', { name: 'Use 1 call' }).click();
  await expect(popup.getByRole('heading', { name: '1 call selected' })).toBeVisible();
});
