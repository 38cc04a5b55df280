import { expect, test } from './fixtures.ts';
import { words } from '../browser/words.ts';

const IDLE = { badge: '', tooltip: 'Untag: remove tags', icon: 'icon-16.png' };
const NO_TAGS = { badge: '', tooltip: 'Untag works on Zoho CRM pages', icon: 'icon-inactive-16.png' };
/** The icon's file for a dark or a light toolbar. */
const ELSEWHERE = { ...NO_TAGS, icon: expect.stringMatching(/^icon-(?:dark-)?inactive-16\.png$/) };
const KEPT = { badge: '3', tooltip: words('tip_basket', { records: '3 leads' }), icon: 'icon-16.png' };

test('over each tab the button says what Untag can do there, also after the background has ended', async ({
  firefox,
  zoho,
}) => {
  const list = await firefox.connected();
  await list.activate();
  const shown = () => firefox.chrome.button();
  await expect.poll(shown).toEqual(IDLE);

  const page = await firefox.open('options');
  const ids = zoho.world.org('brightside').module('Leads').ids().slice(0, 3);
  await expect(() =>
    page.evaluate(`browser.storage.local.get('connections').then(({ connections: [{ id }] }) => {
      const module = { apiName: 'Leads', tab: 'Leads', singular: 'Lead', plural: 'Leads', isCustom: false, nameField: 'id' };
      const basket = { connectionId: id, module, ids: ${JSON.stringify(ids)}, pages: ['one'], keptAt: 1 };
      return browser.storage.local.set({ basket });
    })`),
  ).toPass();
  await page.activate();
  await expect.poll(shown).toEqual(ELSEWHERE);
  await list.activate();
  await expect.poll(shown).toEqual(KEPT);

  // The CRM's app changes the address, and the document stays.
  await list.click('.crmTab-Potentials');
  await expect.poll(shown).toEqual(IDLE);
  // Its end wakes the background, which has that behind it when the button has changed.
  await page.close();
  await list.click('.crmTab-Home');
  await expect.poll(shown).toEqual(NO_TAGS);
  expect(await firefox.chrome.endBackground()).toBe('stopped');
  await list.click('.crmTab-Leads');
  await expect.poll(shown).toEqual(KEPT);
  await list.goto('about:blank');
  await expect.poll(shown).toEqual(ELSEWHERE);
});
