import type { Page } from '@playwright/test';
import { listAddress } from '../browser/addresses.ts';
import { ConnectPage } from '../browser/ConnectPage.ts';
import type { Untag } from '../browser/Untag.ts';
import { expect, test } from '../fixtures.ts';
import { EXTENSION_CLIENT_ID } from '../zoho/world/clients.ts';

/** A sign-in under way whose window shows Zoho's page. */
async function signingIn(untag: Untag): Promise<{ connect: Page; consent: Page }> {
  const connect = await ConnectPage.open(untag);
  const opened = untag.context.waitForEvent('page');
  await connect.give({ clientId: EXTENSION_CLIENT_ID });
  const consent = await opened;
  await expect(consent.locator('#accept')).toBeVisible();
  return { connect: connect.page, consent };
}

function ask(page: Page, name: 'sign-in.show' | 'sign-in.cancel'): Promise<unknown> {
  return page.evaluate((asked) => chrome.runtime.sendMessage({ type: 'request', name: asked }), name);
}

test('cancelling closes the window of the sign-in, and no other that was opened meanwhile', async ({ untag }) => {
  const { connect, consent } = await signingIn(untag);
  const opened = untag.context.waitForEvent('page');
  await untag.worker.evaluate(() => chrome.windows.create({ type: 'popup', url: 'about:blank' }));
  const another = await opened;
  expect(await ask(connect, 'sign-in.show')).toMatchObject({ ok: true });
  const closed = consent.waitForEvent('close');
  expect(await ask(connect, 'sign-in.cancel')).toMatchObject({ ok: true });
  await closed;
  expect(another.isClosed()).toBe(false);
});

test('a window that has gone elsewhere is the user’s: cancelling leaves it open @long', async ({ untag, zoho }) => {
  const { connect, consent } = await signingIn(untag);
  await consent.goto(listAddress(zoho));
  expect(await ask(connect, 'sign-in.cancel')).toMatchObject({ ok: true });
  await expect(connect.getByRole('button', { name: 'Connect', exact: true })).toBeVisible();
  expect(consent.isClosed()).toBe(false);
});
