import type { Page } from '@playwright/test';
import { listAddress } from '../browser/addresses.ts';
import { OptionsPage } from '../browser/OptionsPage.ts';
import type { Untag } from '../browser/Untag.ts';
import { expect, test } from '../fixtures.ts';
import { EXTENSION_CLIENT_ID } from '../zoho/world/clients.ts';

/** A sign-in under way whose window shows Zoho's page. */
async function signingIn(untag: Untag): Promise<{ options: Page; consent: Page }> {
  const options = await OptionsPage.open(untag);
  await options.fill({ clientId: EXTENSION_CLIENT_ID });
  const opened = untag.context.waitForEvent('page');
  await options.pressConnect();
  const consent = await opened;
  await expect(consent.locator('#accept')).toBeVisible();
  return { options: options.page, consent };
}

function ask(options: Page, name: 'sign-in.show' | 'sign-in.cancel'): Promise<unknown> {
  return options.evaluate((asked) => chrome.runtime.sendMessage({ type: 'request', name: asked }), name);
}

test('cancelling closes the window of the sign-in, and no other that was opened meanwhile', async ({ untag }) => {
  const { options, consent } = await signingIn(untag);
  const opened = untag.context.waitForEvent('page');
  await untag.worker.evaluate(() => chrome.windows.create({ type: 'popup', url: 'about:blank' }));
  const another = await opened;
  expect(await ask(options, 'sign-in.show')).toMatchObject({ ok: true });
  const closed = consent.waitForEvent('close');
  expect(await ask(options, 'sign-in.cancel')).toMatchObject({ ok: true });
  await closed;
  expect(another.isClosed()).toBe(false);
});

test('a window that has gone elsewhere is the user’s: cancelling leaves it open', async ({ untag, zoho }) => {
  const { options, consent } = await signingIn(untag);
  await consent.goto(listAddress(zoho));
  expect(await ask(options, 'sign-in.cancel')).toMatchObject({ ok: true });
  await expect(options.getByRole('button', { name: 'Connect', exact: true })).toBeVisible();
  expect(consent.isClosed()).toBe(false);
});
