import { expect, test } from '../fixtures.ts';
import { connected } from '../journey.ts';

test('the settings show, then copy, how the last CRM tab is built, and nothing of a record @long', async ({
  untag,
  zoho,
}) => {
  const { page, list } = await connected(untag, zoho);
  const [id = ''] = await list.tickFirst(1);
  const leads = zoho.world.org('brightside').module('Leads');
  const popup = await untag.popup(page);
  await expect(popup.getByRole('heading', { name: '1 lead selected' })).toBeVisible();
  await untag.closePopup(popup);

  const options = await untag.open('src/options/index.html');
  await options.getByRole('button', { name: 'Show page diagnosis' }).click();
  const shown = await options.getByRole('textbox', { name: 'Page diagnosis' }).inputValue();
  await options.getByText('Copy page diagnosis', { exact: true }).click();
  await expect(options.locator('output', { hasText: 'Copied' })).toBeAttached();
  const note = await untag.context.newPage();
  await note.setContent('<textarea></textarea>');
  await note.locator('textarea').press('Control+V');
  const copied = await note.locator('textarea').inputValue();
  expect(copied).toBe(shown);
  expect(copied).toContain('Page: list, module Leads');
  expect(copied).toContain('lyte-checkbox data-id=selectEntity id=selectEntity_#');
  expect(copied).toContain('Read: 1 ids');
  for (const secret of [id, leads.record(id).name, zoho.world.org('brightside').domainName])
    expect(copied).not.toContain(secret);

  await page.close();
  await options.bringToFront();
  await options.reload();
  await options.getByRole('button', { name: 'Show page diagnosis' }).click();
  await expect(options.getByText(/No CRM tab could be read/)).toBeVisible();
});
