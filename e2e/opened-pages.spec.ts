import { expect, test } from './fixtures.ts';
import { connected, readyToRemove } from './journey.ts';
import { words } from './browser/words.ts';

/* The pages that the popup's links open, checked by their content. "Set up Untag" is in `connect.spec.ts`. */

test('the menu of pages opens the settings, with the org that is connected', async ({ untag, zoho }) => {
  const { page } = await connected(untag, zoho);
  const popup = await untag.popup(page);
  await popup.getByRole('button', { name: 'Pages' }).click();
  const settings = await untag.opened(() =>
    popup.getByRole('menuitem', { name: 'Settings' }).click({ noWaitAfter: true }),
  );
  expect(settings.url()).toBe(untag.url('src/options/index.html'));
  await expect(settings.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible();
  await expect(settings.getByText('Brightside Solar').first()).toBeVisible();
});

test('a run opens its report, that the page of a record, and the menu the list of all runs @long', async ({
  untag,
  zoho,
}) => {
  const { page, leads, ids, popup } = await readyToRemove(untag, zoho, { ticked: 6 });
  await popup.getByRole('button', { name: /^Remove 1 tag from/ }).click();
  await expect(popup.getByRole('heading', { name: /^Removed from/ })).toBeVisible();
  const report = await untag.opened(() =>
    popup.getByRole('link', { name: 'Open report' }).click({ noWaitAfter: true }),
  );
  expect(report.url()).toContain(untag.url('src/report/index.html?run='));
  await expect(report.getByRole('heading', { name: /^Removed 1 tag from/, level: 1 })).toBeVisible();

  const [first = ''] = ids;
  const name = leads.find(first)?.name ?? '';
  const record = await untag.opened(() => report.getByRole('link', { name }).first().click());
  expect(record.url()).toContain(`crm.zoho.com/crm/`);
  expect(record.url()).toContain(first);
  await expect(record.getByText(name).first()).toBeVisible();

  const again = await untag.popup(page);
  await again.getByRole('button', { name: 'Pages' }).click();
  const past = await untag.opened(() =>
    again.getByRole('menuitem', { name: words('past_runs') }).click({ noWaitAfter: true }),
  );
  await expect(past.getByRole('heading', { name: words('past_runs') })).toBeVisible();
  await expect(past.getByRole('heading', { name: /^Removed 1 tag from/, level: 1 })).toBeVisible();
});
