import { expect, test } from './fixtures.ts';

for (const host of ['crm.zoho.com', 'accounts.zoho.com', 'www.zohoapis.com'])
  test(`access to ${host} that the user took back in Firefox is asked for in place`, async ({ firefox }) => {
    const list = await firefox.connected();
    const report = await firefox.open('report');
    const taken = `browser.permissions.remove({ origins: ['https://${host}/*'] })`;
    await expect(() => report.evaluate(taken)).toPass();
    await report.close();
    await firefox.tickFirst(list, 2);

    const popup = await firefox.open('popup');
    await popup.press('button', `Allow on ${host}`);
    await firefox.chrome.allow();
    await popup.shows('2 leads selected');
  });
