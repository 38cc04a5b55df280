import { accessSync, constants, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listAddress } from '../browser/addresses.ts';
import { CrmList } from '../browser/CrmList.ts';
import { DIST, extensionIdOf, launchChromium } from '../browser/launch.ts';
import { OptionsPage } from '../browser/OptionsPage.ts';
import { Untag } from '../browser/Untag.ts';
import { expect, test as base } from '../fixtures.ts';
import { EXTENSION_CLIENT_ID } from '../zoho/world/clients.ts';
import { words } from '../browser/words.ts';

/** The folder in which Chromium for Linux looks for a company's policy. Only root may write there. */
const POLICIES = '/etc/chromium/policies/managed';

/** A copy of the extension under its own id, so that no other test sees its policy. */
const test = base.extend<{ policy: Record<string, unknown>; untag: Untag }>({
  policy: [{}, { option: true }],
  untag: async ({ zoho, policy }, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'untag-managed-'));
    const dist = join(folder, 'dist');
    cpSync(DIST, dist, { recursive: true });
    const manifest = JSON.parse(readFileSync(join(dist, 'manifest.json'), 'utf8')) as Record<string, unknown>;
    writeFileSync(join(dist, 'manifest.json'), JSON.stringify({ ...manifest, key: undefined }));
    mkdirSync(POLICIES, { recursive: true });
    const file = join(POLICIES, `untag-${extensionIdOf(dist)}.json`);
    writeFileSync(file, JSON.stringify({ '3rdparty': { extensions: { [extensionIdOf(dist)]: policy } } }));
    try {
      const untag = new Untag(await launchChromium(zoho, { dist }));
      await use(untag);
      await untag.close();
    } finally {
      rmSync(file);
      rmSync(folder, { recursive: true });
    }
  },
});

test.skip(!mayWrite(), `Only root may write ${POLICIES}.`);

test.describe('a company that set the client id', () => {
  test.use({ policy: { clientId: EXTENSION_CLIENT_ID, dataCentre: 'eu', confirmAbove: 5, historyDays: 60 } });

  test('connects with one button, and the company’s threshold counts @long', async ({ untag, zoho }) => {
    const options = await OptionsPage.open(untag);
    await expect(options.page.getByText(/^Your company set the client ID/)).toBeVisible();
    await expect(options.page.getByLabel(words('opt_confirm'))).toHaveValue('5');
    const days = options.page.getByLabel(words('opt_days'));
    await expect(days).toHaveValue('60');
    await expect(days).not.toBeEditable();

    const page = await untag.context.newPage();
    const list = await CrmList.open(page, listAddress(zoho, { org: 'nordwind' }));
    await list.tickFirst(10);
    const connect = await untag.open('src/connect/index.html');
    await expect(connect.getByText('Your company has set Untag up.')).toBeVisible();
    await expect(connect.getByRole('button', { name: 'Use your own client ID' })).toHaveCount(0);
    await expect(connect.getByText('crm.zoho.eu')).toBeVisible();
    await untag.connect(connect);
    await connect.getByRole('button', { name: 'Go to your Leads' }).click();
    const popup = await untag.popup(page);
    await popup.getByRole('checkbox').first().check();
    const [asked] = zoho.requestsTo('/oauth/v2/auth?');
    expect(asked).toMatchObject({ host: 'accounts.zoho.eu', query: { client_id: EXTENSION_CLIENT_ID } });
    await options.page.reload();
    await expect(options.page.getByText('Client ID set by your company')).toBeVisible();
  });
});

test.describe('a company that mistyped', () => {
  test.use({ policy: { clientId: 'not an id', dataCentre: 'moon' } });

  test('is told which values are not used @long', async ({ untag }) => {
    const options = await OptionsPage.open(untag);
    for (const key of ['clientId', 'dataCentre'])
      await expect(options.page.getByText(`A setting of your company is not valid (${key}).`)).toBeVisible();
    const connect = await untag.open('src/connect/index.html');
    await expect(connect.getByText('A setting of your company is not valid (clientId).')).toBeVisible();
    await expect(connect.getByLabel('Client ID', { exact: true })).toBeVisible();
  });
});

function mayWrite(): boolean {
  try {
    accessSync('/etc/chromium', constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
