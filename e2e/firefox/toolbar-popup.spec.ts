import { expect, test } from './fixtures.ts';

test('the toolbar popup has the width that it is drawn for', async ({ firefox }) => {
  const list = await firefox.openList();
  await list.activate();
  await firefox.chrome.openPopup();
  // Without a set width Firefox makes a popup as wide as its longest line.
  await expect.poll(() => firefox.chrome.popupWidth()).toBe(380);
});
