import { expect, test } from './fixtures.ts';
import type { FirefoxTab } from './FirefoxTab.ts';

const row = (id: string): string => `lyte-exptable-tr[id="${id}"]`;

test('the real menu of Firefox: its title counts what is ticked, and a click opens the popup over it', async ({
  firefox,
}) => {
  await firefox.chrome.wantClicksForPopups();
  const list = await firefox.connected();
  const ids = await firefox.tickFirst(list, 4);
  const rightClick = (id: string): Promise<void> => list.click(`${row(id)} a`, 'right');

  await rightClick(ids[1] ?? '');
  await expect.poll(() => firefox.chrome.menuLabels()).toEqual(['Remove tags from 4 leads…']);
  await firefox.chrome.closeMenu();

  const other = await unticked(list, ids);
  await rightClick(other);
  await expect.poll(() => firefox.chrome.menuLabels()).toEqual(['Remove tags from this lead…']);
  await firefox.chrome.closeMenu();

  // One tick fewer. The rows are counted again for each menu.
  await list.click(`${row(ids[3] ?? '')} lyte-checkbox label`);
  await rightClick(ids[1] ?? '');
  await expect.poll(() => firefox.chrome.menuLabels()).toEqual(['Remove tags from 3 leads…']);
  await firefox.chrome.chooseFromMenu('Remove tags from 3 leads…');
  await expect.poll(() => firefox.chrome.isPopupOpen()).toBe(true);
});

async function unticked(list: FirefoxTab, ticked: readonly string[]): Promise<string> {
  const ids = await list.evaluate<string[]>(
    `[...document.querySelectorAll('lyte-exptable-tr[data-zcqa="detailView"]')].map((each) => each.id)`,
  );
  return ids.find((id) => !ticked.includes(id)) ?? '';
}
