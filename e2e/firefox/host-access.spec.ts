import { expect, test } from './fixtures.ts';
import { words } from '../browser/words.ts';

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

test('the button is inactive over a CRM that is withheld, and active as soon as it is allowed', async ({ firefox }) => {
  const list = await firefox.connected();
  const report = await firefox.open('report');
  await expect(() => report.evaluate(`browser.permissions.remove({ origins: ['https://crm.zoho.com/*'] })`)).toPass();
  await report.close();
  await list.activate();
  await list.evaluate('location.reload()');
  const shown = () => firefox.chrome.button();
  await expect.poll(shown).toMatchObject({ tooltip: 'Untag works on Zoho CRM pages' });

  const popup = await firefox.open('popup');
  await popup.press('button', 'Allow on crm.zoho.com');
  await firefox.chrome.allow();
  await popup.shows(words('none_h'));
  await list.activate();
  await expect.poll(shown).toEqual({ badge: '', tooltip: 'Untag: remove tags', icon: 'icon-16.png' });
});
