import type { Locator, Page } from '@playwright/test';
import { listAddress } from '../browser/addresses.ts';
import { signIn } from '../browser/consent.ts';
import { CrmList } from '../browser/CrmList.ts';
import { launchChromium } from '../browser/launch.ts';
import { Untag } from '../browser/Untag.ts';
import { everythingStored } from '../browser/everything-stored.ts';
import { expect, test } from '../fixtures.ts';

/** Copies the text of an element as a person does, by the keyboard. */
async function copyText(text: Locator): Promise<void> {
  const page = text.page();
  await page.bringToFront();
  await text.evaluate((element) => getSelection()?.selectAllChildren(element));
  await page.keyboard.press('Control+C');
}

async function pasteInto(field: Locator): Promise<void> {
  await field.page().bringToFront();
  await field.focus();
  await field.page().keyboard.press('Control+V');
}

/** Copies a value off its card, and pastes it into Zoho's form. */
async function carry(connect: Page, form: Page, label: string): Promise<void> {
  await connect.bringToFront();
  await connect.getByRole('button', { name: `Copy: ${label}` }).click();
  await expect(connect.getByRole('button', { name: `Copy again: ${label}` })).toBeVisible();
  await pasteInto(form.getByLabel(label));
}

test('a client of one’s own: from Get started to the list, with the secret pasted first @long', async ({
  untag,
  zoho,
}) => {
  const [page = await untag.context.newPage()] = untag.context.pages();
  await CrmList.open(page, listAddress(zoho));
  const popup = await untag.popup(page);
  const connect = await untag.opened(() =>
    popup.getByRole('button', { name: 'Set up Untag' }).click({ noWaitAfter: true }),
  );
  const opening = untag.context.waitForEvent('page');
  await connect.getByRole('button', { name: 'Open Zoho’s console beside this' }).click();
  const form = await opening;
  await form.getByRole('button', { name: 'GET STARTED' }).click();
  await form.getByRole('button', { name: 'CREATE NOW: Client-based Applications' }).click();
  for (const label of ['Client Name', 'Homepage URL', 'Authorized Redirect URIs', 'JavaScript Domain'])
    await carry(connect, form, label);
  await form.bringToFront();
  await form.getByRole('button', { name: 'CREATE' }).click();

  const secret = (await form.locator('#client-secret').textContent()) ?? '';
  expect(secret).toMatch(/^[0-9a-f]{42}$/);
  await copyText(form.locator('#client-secret'));
  const field = connect.getByLabel('Client ID', { exact: true });
  await pasteInto(field);
  await expect(connect.getByRole('alert')).toContainText('That is the Client Secret.');
  await expect(field).toHaveValue('');
  expect(zoho.requestsTo('/oauth/v2/auth')).toEqual([]);

  await copyText(form.locator('#client-id'));
  await signIn(untag.context, () => pasteInto(field));
  await expect(connect.getByRole('heading', { name: 'Connected to Brightside Solar' })).toBeVisible();
  await connect.getByRole('button', { name: 'Go to your Leads' }).click();
  await expect.poll(() => page.evaluate(() => document.visibilityState)).toBe('visible');
  expect(await everythingStored(untag.worker)).not.toContain(secret);
  expect(await connect.content()).not.toContain(secret);
});

test('the console opens in the other half of the screen @long', async ({ zoho }) => {
  const launched = await launchChromium(zoho, { args: ['--screen-info={1600x1200}'], viewport: null });
  const untag = new Untag(launched);
  const [page = await untag.context.newPage()] = untag.context.pages();
  await CrmList.open(page, listAddress(zoho));
  const connect = await untag.open('src/connect/index.html');
  const opening = untag.context.waitForEvent('page');
  await connect.getByRole('button', { name: 'Open Zoho’s console beside this' }).click();
  await expect((await opening).getByRole('button', { name: 'GET STARTED' })).toBeVisible();
  const places = await untag.worker.evaluate(async () =>
    (await chrome.windows.getAll()).map(({ left, width }) => ({ left, width })),
  );
  expect(places).toEqual([
    { left: 0, width: 800 },
    { left: 800, width: 800 },
  ]);
  await untag.close();
});
