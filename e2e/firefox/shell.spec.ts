import { listAddress } from '../browser/addresses.ts';
import { expect, test } from './fixtures.ts';
import { ROWS } from './UntagInFirefox.ts';

test('in Zoho One the frame of the CRM answers for the tab, and Firefox says where that frame is', async ({
  firefox,
  zoho,
}) => {
  await firefox.connected();
  const { pathname, search } = new URL(listAddress(zoho, { module: 'Deals' }));
  const shell = await firefox.openAt(`https://one.zoho.com/zohoone/brightside/home/cxapp${pathname}${search}`);
  const list = await firefox.frameAt('https://crm.zoho.com/');
  await expect.poll(() => list.count(ROWS)).toBeGreaterThan(5);
  await firefox.tickInFront(list, 3);

  // The note of a menu click leads a popup in a tab of its own to the tab that was clicked.
  const report = await firefox.open('report');
  await shell.activate();
  await expect(() =>
    report.evaluate(`(async () => {
      const [tab] = await browser.tabs.query({ active: true });
      if (tab.url !== undefined) throw new Error('The address of the shell should be withheld, and is ' + tab.url);
      const intent = { tabId: tab.id, frameId: 0, url: '', ids: [], source: 'clicked', tagId: null, at: Date.now() };
      await browser.storage.session.set({ intent });
    })()`),
  ).toPass();
  const popup = await firefox.open('popup');
  await popup.shows('3 deals selected');
  await popup.shows('Brightside Solar');
});
