import type { Locator } from '@playwright/test';
import { listAddress } from '../browser/addresses.ts';
import { CrmList } from '../browser/CrmList.ts';
import { launchChromium } from '../browser/launch.ts';
import { ConnectPage } from '../browser/ConnectPage.ts';
import { RowMenu } from '../browser/RowMenu.ts';
import { Untag } from '../browser/Untag.ts';
import { openDisplay, whyNoDisplay, type XDisplay } from '../browser/x-display.ts';
import { expect, test } from '../fixtures.ts';
import { EXTENSION_CLIENT_ID } from '../zoho/world/clients.ts';
import { expectFocus } from './focus.ts';

const missing = whyNoDisplay();

/** The list of results shows a skipped test without its reason, so the name has the reason. */
const skipped = missing === null ? '' : ` (SKIPPED: ${missing})`;

/** A cell without a link, whose menu would have other entries below ours. */
const PLAIN = '.lvCheckboxCol';

/** Right-clicks the middle of an element with the real mouse, and waits until the worker has received it. */
async function rightClick(screen: XDisplay, menu: RowMenu, target: Locator): Promise<void> {
  const box = await target.boundingBox();
  if (box === null) throw new Error('There is nothing to click on.');
  await menu.expectReport(() =>
    screen.rightClick(target.page(), { x: box.x + box.width / 2, y: box.y + box.height / 2 }),
  );
}

test(`the browser’s own menu and shortcut, by a real mouse and real keys${skipped} @long`, async ({ zoho }) => {
  test.skip(missing !== null, `No real menu here: ${missing}`);
  const screen = await openDisplay();
  const args = ['--window-position=0,0', '--window-size=1200,900'];
  const untag = new Untag(await launchChromium(zoho, { headless: false, viewport: null, args }));
  try {
    const connect = await ConnectPage.open(untag);
    await connect.connect({ clientId: EXTENSION_CLIENT_ID });
    await connect.expectConnected('Brightside Solar');

    const [page = connect.page] = untag.context.pages();
    let list = await CrmList.open(page, listAddress(zoho));
    await page.bringToFront();
    const ids = await list.tickFirst(3);
    const menu = await RowMenu.watch(untag);

    // Our entry is the third from below, above "View page source" and "Inspect".
    await rightClick(screen, menu, list.row(ids[1] ?? '').locator(PLAIN));
    screen.press('Up', 'Up', 'Up', 'Return');
    let popup = await untag.openedPopup();
    await expect(popup.getByRole('heading', { name: '3 leads selected' })).toBeVisible();
    await untag.closePopup(popup);

    // With a recent tag it has a submenu: "Choose tags…", then the tag.
    const leads = zoho.world.org('brightside').module('Leads');
    const [tag] = leads.tagsOn(ids[0] ?? '');
    if (tag === undefined) throw new Error('The first lead carries no tag.');
    await untag.worker.evaluate(async ({ id, name }) => {
      const { connections } = (await chrome.storage.local.get('connections')) as { connections: { id: string }[] };
      await chrome.storage.local.set({ recentTags: { [`${connections[0]?.id} Leads`]: [{ id, name }] } });
    }, tag);
    await expect.poll(() => menu.has(`tag:${tag.id}:0`)).toBe(true);
    await rightClick(screen, menu, list.row(ids[1] ?? '').locator(PLAIN));
    screen.press('Up', 'Up', 'Up', 'Right', 'Down', 'Return');
    popup = await untag.openedPopup();
    const remove = popup.getByRole('button', { name: /^Remove 1 tag from/ });
    await expectFocus(remove);
    await expect(popup.getByRole('checkbox', { checked: true })).toHaveAccessibleName(new RegExp(`^${tag.name}`));
    await untag.closePopup(popup);

    // In another module no item under it fits, and it is a plain entry again.
    list = await CrmList.open(page, listAddress(zoho, { module: 'Deals' }));
    await list.tickFirst(2);
    await rightClick(screen, menu, list.rows.first().locator(PLAIN));
    screen.press('Up', 'Up', 'Up', 'Return');
    popup = await untag.openedPopup();
    await expect(popup.getByRole('heading', { name: '2 deals selected' })).toBeVisible();
    await untag.closePopup(popup);

    // The shortcut opens the popup as the button does, with the focus where typing filters.
    screen.press('alt+shift+u');
    popup = await untag.openedPopup();
    await expect(popup.getByRole('heading', { name: '2 deals selected' })).toBeVisible();
    await expectFocus(popup.getByRole('searchbox', { name: 'Filter tags' }));
    expect(zoho.requestsTo('remove_tags')).toEqual([]);
  } finally {
    await untag.close();
    screen.close();
  }
});
