import { rmSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { type Messages, readMessages, shownMessages, TRANSLATIONS } from '../scripts/locales/messages-file.ts';
import { pseudoMessages } from '../scripts/locales/pseudo.ts';
import { listAddress } from './browser/addresses.ts';
import { signIn } from './browser/consent.ts';
import { CrmList } from './browser/CrmList.ts';
import { launchChromium } from './browser/launch.ts';
import { distWithPseudoLocale } from './browser/pseudo-locale.ts';
import { textFaults } from './browser/text-faults.ts';
import { Untag } from './browser/Untag.ts';
import { startZoho } from './zoho/simulator.ts';
import { EXTENSION_CLIENT_ID } from './zoho/world/clients.ts';

for (const language of TRANSLATIONS)
  test(`journey A reads well in ${language} @long`, async () => {
    await walk(shownMessages(language), { language });
  });

test('journey A holds texts that are 40 % longer @long', async () => {
  const dist = distWithPseudoLocale();
  await walk(pseudoMessages(readMessages('en')), { language: 'en', dist });
  rmSync(dist, { recursive: true, force: true });
});

/** First use, connecting, choosing, removing, report and settings, measured at each state that a reader sees. */
async function walk(messages: Messages, launch: { language: string; dist?: string }): Promise<void> {
  const zoho = await startZoho();
  const untag = new Untag(await launchChromium(zoho, launch));
  const say = (key: string): string => messages.get(key) ?? '';
  const [tab = await untag.context.newPage()] = untag.context.pages();
  const list = await CrmList.open(tab, listAddress(zoho));

  await test.step('first use', async () => {
    const popup = await untag.popup(tab);
    await expect(popup.getByRole('heading', { name: say('setup_h') })).toBeVisible();
    await readable(popup, messages);
    await untag.closePopup(popup);
  });

  await test.step('connecting', async () => {
    await untag.useClient(EXTENSION_CLIENT_ID);
    const popup = await untag.popup(tab);
    const connect = popup.getByRole('button', { name: say('connect_btn'), exact: true });
    await expect(connect).toBeVisible();
    await readable(popup, messages);
    await signIn(untag.context, () => connect.click());
    await expect(popup.getByRole('heading', { name: say('none_h') })).toBeVisible();
    await readable(popup, messages);
    await untag.closePopup(popup);
  });

  await test.step('choosing and removing', async () => {
    await list.tickFirst(12);
    const popup = await untag.popup(tab);
    const boxes = popup.getByRole('checkbox');
    await expect(boxes.first()).toBeVisible();
    await readable(popup, messages);
    await boxes.nth(0).check();
    await boxes.nth(1).check();
    await readable(popup, messages);
    await popup.locator('.foot .btn.primary').click();
    await expect(popup.getByText(say('open_report'))).toBeVisible();
    await readable(popup, messages);
    await untag.closePopup(popup);
  });

  await test.step('report', async () => {
    const report = await untag.open('src/report/index.html');
    await expect(report.getByRole('table')).toBeVisible();
    await readable(report, messages);
    await report.setViewportSize({ width: 400, height: 700 });
    await readable(report, messages);
  });

  await test.step('settings', async () => {
    const options = await untag.open('src/options/index.html');
    await expect(options.getByRole('heading', { name: say('opt_conn_h'), exact: true })).toBeVisible();
    await readable(options, messages);
    await options.setViewportSize({ width: 400, height: 700 });
    await readable(options, messages);
  });

  await test.step('the page Connect', async () => {
    const connect = await untag.open('src/connect/index.html', '?new=1');
    await expect(connect.getByRole('heading', { level: 1 })).toBeVisible();
    await readable(connect, messages);
    await connect.setViewportSize({ width: 400, height: 700 });
    await readable(connect, messages);
  });

  await untag.close();
  await zoho.stop();
}

/** The page is in the language and its direction, and everything on it can be read. */
async function readable(page: Page, messages: Messages): Promise<void> {
  const language = messages.get('language_tag') ?? '';
  await expect(page.locator('html')).toHaveAttribute('lang', language);
  await expect(page.locator('html')).toHaveAttribute('dir', language === 'ar' ? 'rtl' : 'ltr');
  await expect.poll(() => textFaults(page), { message: page.url() }).toEqual([]);
}
