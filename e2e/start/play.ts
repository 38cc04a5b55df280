import { expect, type Page } from '@playwright/test';
import { listAddress } from '../browser/addresses.ts';
import { CrmList } from '../browser/CrmList.ts';
import type { Untag } from '../browser/Untag.ts';
import { EXTENSION_CLIENT_ID } from '../zoho/world/clients.ts';
import type { Zoho } from '../zoho/simulator.ts';
import { reportedRecords } from './reported-records.ts';
import { createAlbum, say } from './terminal.ts';
import { words } from '../browser/words.ts';

const TICKED = 12;

/**
 * Plays journey A without a person: connect, tick, pick two tags, remove, open the report. Prints Untag's report of
 * each record next to Zoho's state. False when the two disagree.
 */
export async function playJourneyA(untag: Untag, zoho: Zoho): Promise<boolean> {
  const album = createAlbum();
  const module = zoho.world.org('brightside').module('Leads');

  say('1. A list of leads in Zoho CRM (simulated).');
  const [page = await untag.context.newPage()] = untag.context.pages();
  const list = await CrmList.open(page, listAddress(zoho));
  await album.picture(page, 'list');

  say('2. Untag is told the client ID and connected to Zoho.');
  await untag.useClient(EXTENSION_CLIENT_ID);
  const connect = await untag.popup(page);
  await expect(connect.getByRole('button', { name: 'Connect', exact: true })).toBeVisible();
  await album.picture(connect, 'connect');
  const opened = untag.context.waitForEvent('page');
  await connect.getByRole('button', { name: 'Connect', exact: true }).click();
  const consent = await opened;
  await expect(consent.locator('#accept')).toBeVisible();
  await album.picture(consent, 'consent');
  const closed = consent.waitForEvent('close');
  await consent.locator('#accept').click({ noWaitAfter: true });
  await closed;
  await expect(connect.getByText(words('none_h'))).toBeVisible();
  await untag.closePopup(connect);

  say(`3. ${TICKED} leads are selected.`);
  const ids = await list.tickFirst(TICKED);
  await album.picture(page, 'ticked');

  say('4. The popup shows the tags that they have.');
  const popup = await untag.popup(page);
  await expect(popup.getByRole('heading', { name: `${TICKED} leads selected` })).toBeVisible();
  const tags = popup.getByRole('checkbox');
  await expect(tags.first()).toBeVisible();
  await album.picture(popup, 'tags');

  say('5. Two tags are chosen; the button says what will happen.');
  const before = new Map(ids.map((id) => [id, module.tagNames(id)]));
  for (const name of tagsThatSomeLack(before)) await popup.getByRole('checkbox', { name: `${name} , on` }).check();
  const remove = popup.getByRole('button', { name: /^Remove 2 tags from/ });
  say(`   ${(await remove.innerText()).split('\n')[0]}`);
  await album.picture(popup, 'picked');

  say('6. Remove.');
  await remove.click();
  const headline = popup.getByRole('heading', { name: /^Removed from/ });
  await expect(headline).toBeVisible();
  await album.picture(popup, 'done');
  say(`   ${(await headline.innerText()).trim()}`);

  say('7. The report tells what became of each record.');
  const report = await openReport(untag, popup);
  await album.picture(report, 'report');
  const rows = reportedRecords(await savedCsv(report));
  await report.close();

  say(
    '\nRecord               Name                          Outcome         Removed (Untag)           Left in Zoho now',
  );
  let agrees = rows.length === ids.length;
  for (const id of ids) {
    const after = module.tagNames(id);
    const gone = (before.get(id) ?? []).filter((name) => !after.includes(name));
    const row = rows.find((each) => each.id === id);
    const isSame = row !== undefined && same(row.removed, gone) && same(row.after, after);
    agrees &&= isSame;
    const reported = row === undefined ? ['not reported', ''] : [row.outcome, row.removed.join(', ')];
    const [outcome = '', removed = ''] = reported;
    const line = `${id}  ${module.record(id).name.padEnd(28)}  ${outcome.padEnd(14)}  ${removed.padEnd(24)}  ${after.join(', ')}`;
    say(isSame ? line.trimEnd() : `${line}  <- Zoho disagrees`);
  }
  say(agrees ? '\nUntag and Zoho agree on every record.' : '\nUntag and Zoho do NOT agree.');

  await page.reload();
  await expect(list.rows.first()).toBeVisible();
  await album.picture(page, 'list-after');
  say(`The screenshots of each step are in ${album.folder}`);
  return agrees;
}

/** Two tags that are on most of the records but not on all, so that some have nothing to lose. */
function tagsThatSomeLack(tagsOf: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const all = [...tagsOf.values()];
  const names = [...new Set(all.flat())];
  const pairs = names.flatMap((first, place) => names.slice(place + 1).map((second) => [first, second] as const));
  const carriers = ([first, second]: readonly [string, string]): number =>
    all.filter((tags) => tags.includes(first) || tags.includes(second)).length;
  const [best] = pairs
    .filter((pair) => carriers(pair) < all.length)
    .sort((a, b) => Math.abs(carriers(a) - 9) - Math.abs(carriers(b) - 9));
  if (best === undefined) throw new Error('The simulated leads carry too few tags.');
  return best;
}

/** Opens the report from the popup, which closes with it. */
async function openReport(untag: Untag, popup: Page): Promise<Page> {
  const address = await popup.getByRole('link', { name: 'Open report' }).getAttribute('href');
  await untag.closePopup(popup);
  const report = await untag.open('src/report/index.html', new URL(address ?? '', untag.url('')).search);
  await expect(report.getByRole('row').nth(1)).toBeVisible();
  return report;
}

/** The file of the report's CSV button. A browser with a second connection keeps no downloads, so the file is caught before. */
async function savedCsv(report: Page): Promise<string> {
  const saved = report.evaluate(
    () =>
      new Promise<string>((resolve) => {
        const make = URL.createObjectURL.bind(URL);
        URL.createObjectURL = (file: Blob) => {
          void file.text().then(resolve);
          return make(file);
        };
      }),
  );
  await report.getByRole('button', { name: 'CSV' }).click();
  return saved;
}

function same(one: readonly string[], other: readonly string[]): boolean {
  return [...one].sort().join('\n') === [...other].sort().join('\n');
}
