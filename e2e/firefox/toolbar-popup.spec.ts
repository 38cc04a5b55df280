import { expect, test } from './fixtures.ts';

test('the toolbar popup has the width that it is drawn for', async ({ firefox }) => {
  const list = await firefox.openList();
  await list.activate();
  await firefox.chrome.openPopup();
  // Left to itself Firefox makes a popup as wide as its longest line would like to be.
  await expect.poll(() => firefox.chrome.popupWidth()).toBe(380);
});
