import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { everythingStored } from '../browser/everything-stored.ts';
import { launchChromium } from '../browser/launch.ts';
import { ConnectPage } from '../browser/ConnectPage.ts';
import { OptionsPage } from '../browser/OptionsPage.ts';
import { Untag } from '../browser/Untag.ts';
import { expect, test } from '../fixtures.ts';
import type { Zoho } from '../zoho/simulator.ts';
import { words } from '../browser/words.ts';

/** A lasting connection to Brightside, and every token that Zoho issued for it. */
async function connectLastingly(untag: Untag, zoho: Zoho): Promise<{ options: OptionsPage; tokens: string[] }> {
  const { clientId, clientSecret } = zoho.world.credentials['brightside'] ?? { clientId: '', clientSecret: '' };
  const before = new Set(zoho.world.tokens.allAccess().map(({ token }) => token));
  const connect = await ConnectPage.open(untag, 'server');
  await connect.connect({ clientId, secret: clientSecret });
  await connect.expectConnected('Brightside Solar');
  await connect.page.close();
  const options = await OptionsPage.open(untag);
  const [user] = zoho.world.org('brightside').users;
  const [refresh] = zoho.world.tokens.refreshTokensOf(clientId, user?.id ?? '').slice(-1);
  const access = zoho.world.tokens.allAccess().flatMap(({ token }) => (before.has(token) ? [] : [token]));
  return { options, tokens: [refresh?.token ?? 'none', ...access] };
}

function stillKnown(zoho: Zoho, tokens: readonly string[]): string[] {
  const known = zoho.world.tokens;
  return tokens.filter((token) => known.access(token) !== undefined || known.refresh(token) !== undefined);
}

async function expectNoTrace(untag: Untag, tokens: readonly string[]): Promise<void> {
  const stored = await everythingStored(untag.worker);
  for (const token of tokens) expect(stored).not.toContain(token);
}

/** The store as a newer version of Untag leaves it. */
async function upgradeJournal(untag: Untag): Promise<void> {
  await untag.worker.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('untag-runs', 99);
        opening.addEventListener('error', () => reject(new Error('not opened')));
        opening.addEventListener('success', () => {
          opening.result.close();
          resolve();
        });
      }),
  );
}

test('a journal of a newer version: Disconnect ends the sign-in at Zoho, and says what it could not do @long', async ({
  untag,
  zoho,
}) => {
  const { options, tokens } = await connectLastingly(untag, zoho);
  expect(stillKnown(zoho, tokens)).toEqual(tokens);
  await upgradeJournal(untag);
  await options.disconnect();
  await expect(options.page.getByText('No org connected')).toBeVisible();
  await expect(options.page.getByRole('alert').filter({ hasText: 'something is left' })).toContainText(
    'could not be stopped',
  );
  expect(stillKnown(zoho, tokens)).toEqual([]);
  await expectNoTrace(untag, tokens);
});

test('a journal of a newer version: Delete everything ends the sign-in at Zoho, and deletes the journal too', async ({
  untag,
  zoho,
}) => {
  const { options, tokens } = await connectLastingly(untag, zoho);
  await upgradeJournal(untag);
  await options.page.getByRole('button', { name: 'Delete everything…' }).click();
  await options.page.getByRole('dialog').getByRole('button', { name: 'Delete everything' }).click();
  await expect(options.page.getByText('Everything is deleted.')).toBeVisible();
  expect(stillKnown(zoho, tokens)).toEqual([]);
  await expectNoTrace(untag, tokens);
  const report = await untag.open('src/report/index.html');
  await expect(report.getByText(words('rep_empty_h'))).toBeVisible();
});

test.describe('a profile that outlives its browser', () => {
  const profiles: string[] = [];
  test.afterEach(async () => {
    for (const profile of profiles.splice(0)) await rm(profile, { recursive: true, force: true, maxRetries: 10 });
  });

  async function start(zoho: Zoho, profile: string): Promise<Untag> {
    return new Untag(await launchChromium(zoho, { profile }));
  }

  test('a journal of a newer version: after another start of the browser the words name the way that helps @long', async ({
    zoho,
  }) => {
    const profile = mkdtempSync(join(tmpdir(), 'untag-profile-'));
    profiles.push(profile);
    const first = await start(zoho, profile);
    await upgradeJournal(first);
    const before = await first.open('src/report/index.html');
    await expect(before.getByRole('alert')).toContainText('Close all windows of this browser and open it again.');
    await first.close();
    const second = await start(zoho, profile);
    const page = await second.open('src/report/index.html');
    await expect(page.getByRole('alert')).toContainText('Remove Untag from this browser and install it again.');
    await second.close();
  });

  test('a garbage CURRENT: the loss is said, and what is connected again is ended at Zoho when it goes @long', async ({
    zoho,
  }) => {
    test.setTimeout(90_000);
    const profile = mkdtempSync(join(tmpdir(), 'untag-profile-'));
    profiles.push(profile);
    const first = await start(zoho, profile);
    await connectLastingly(first, zoho);
    await first.worker.evaluate(() => chrome.storage.local.set({ runsMark: { count: 3, lastId: 'a-run' } }));
    await first.close();
    const stores = join(profile, 'Default', 'IndexedDB');
    const [store = ''] = readdirSync(stores).filter((name) => name.startsWith('chrome-extension_'));
    writeFileSync(join(stores, store, 'CURRENT'), 'garbage');

    const second = await start(zoho, profile);
    const report = await second.open('src/report/index.html');
    await expect(report.getByRole('alert')).toContainText('This browser has lost Untag’s history');
    await expect(report.getByText(words('rep_empty_h'))).toBeHidden();
    const { options, tokens } = await connectLastingly(second, zoho);
    await options.disconnect();
    await expect(options.page.getByText('No org connected')).toBeVisible();
    expect(stillKnown(zoho, tokens)).toEqual([]);
    await expectNoTrace(second, tokens);
    await second.close();
  });
});
