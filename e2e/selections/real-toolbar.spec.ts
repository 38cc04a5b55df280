import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listAddress } from '../browser/addresses.ts';
import { CrmList } from '../browser/CrmList.ts';
import { DIST, extensionIdOf, launchChromium } from '../browser/launch.ts';
import { Untag } from '../browser/Untag.ts';
import { openDisplay, whyNoDisplay } from '../browser/x-display.ts';
import { expect, test } from '../fixtures.ts';

const missing = whyNoDisplay();

/** The list of results shows a skipped test without its reason, so the name has the reason. */
const skipped = missing === null ? '' : ` (SKIPPED: ${missing})`;

/** Colours of the icon where Untag works, and where it does not. */
const ACTIVE = 'b564c6';
const INACTIVE = '8f8892';

/** Height of the browser's tabs and toolbar, in pixels. */
const TOOLBAR = 86;

/** A new profile in which the button is pinned to the toolbar, as most people have it. */
function pinnedProfile(): string {
  const profile = mkdtempSync(join(tmpdir(), 'untag-pinned-'));
  mkdirSync(join(profile, 'Default'));
  const extensions = { ui: { developer_mode: true }, pinned_extensions: [extensionIdOf(DIST)] };
  writeFileSync(join(profile, 'Default', 'Preferences'), JSON.stringify({ extensions }));
  return profile;
}

test(`the icon on the browser’s own toolbar is another where Untag works${skipped}`, async ({ zoho }) => {
  test.skip(missing !== null, `No real toolbar here: ${missing}`);
  const screen = await openDisplay();
  const profile = pinnedProfile();
  const args = ['--window-position=0,0', '--window-size=1200,900'];
  const untag = new Untag(await launchChromium(zoho, { headless: false, viewport: null, profile, args }));
  const icon = (): string[] =>
    [ACTIVE, INACTIVE].filter((colour) => screen.count(colour, TOOLBAR) > 10).map((colour) => `#${colour}`);
  const [active, inactive] = [[`#${ACTIVE}`], [`#${INACTIVE}`]];
  try {
    const [page = await untag.context.newPage()] = untag.context.pages();
    await expect.poll(icon).toEqual(inactive);
    await CrmList.open(page, listAddress(zoho));
    await expect.poll(icon).toEqual(active);
    await page.locator('.crmTab-Home').click();
    await expect.poll(icon).toEqual(inactive);
    await page.locator('.crmTab-Leads').click();
    await expect.poll(icon).toEqual(active);
    await page.reload();
    await expect.poll(icon).toEqual(active);
    const other = await untag.context.newPage();
    await expect.poll(icon).toEqual(inactive);
    await other.close();
    await expect.poll(icon).toEqual(active);
    await page.goto('about:blank');
    await expect.poll(icon).toEqual(inactive);
  } finally {
    await untag.close();
    screen.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 10 });
  }
});
