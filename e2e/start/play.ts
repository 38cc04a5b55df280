import { expect } from '@playwright/test';
import { listAddress } from '../browser/addresses.ts';
import { CrmList } from '../browser/CrmList.ts';
import type { Untag } from '../browser/Untag.ts';
import { EXTENSION_CLIENT_ID } from '../zoho/world/clients.ts';
import type { Zoho } from '../zoho/simulator.ts';
import { createAlbum, say } from './terminal.ts';

const TICKED = 12;

/** Plays journey A by itself: connect, tick, pick two tags, remove; prints what became of each record. */
export async function playJourneyA(untag: Untag, zoho: Zoho): Promise<void> {
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
  await expect(connect.getByText('No rows ticked')).toBeVisible();
  await untag.closePopup(connect);

  say(`3. ${TICKED} leads are ticked.`);
  const ids = await list.tickFirst(TICKED);
  await album.picture(page, 'ticked');
  const before = new Map(ids.map((id) => [id, module.tagNames(id)]));

  say('4. The popup shows the tags that they carry.');
  const popup = await untag.popup(page);
  await expect(popup.getByRole('heading', { name: `${TICKED} leads selected` })).toBeVisible();
  const tags = popup.getByRole('checkbox');
  await expect(tags.first()).toBeVisible();
  await album.picture(popup, 'tags');

  say('5. Two tags are picked; the button says what will happen.');
  await tags.nth(0).check();
  await tags.nth(1).check();
  const remove = popup.getByRole('button', { name: /^Remove 2 tags from/ });
  say(`   ${(await remove.innerText()).trim()}`);
  await album.picture(popup, 'picked');

  say('6. Remove.');
  await remove.click();
  await expect(popup.getByRole('heading', { name: /^Removed from/ })).toBeVisible();
  await album.picture(popup, 'done');
  say(`   ${(await popup.getByRole('heading', { name: /^Removed from/ }).innerText()).trim()}\n`);

  say('What became of each record:');
  for (const id of ids) {
    const after = module.tagNames(id);
    const gone = (before.get(id) ?? []).filter((name) => !after.includes(name));
    const outcome = gone.length > 0 ? `removed: ${gone.join(', ')}` : 'had none of them, nothing was sent';
    say(`  ${id}  ${module.record(id).name.padEnd(28)} ${outcome}`);
  }

  await untag.closePopup(popup);
  await page.reload();
  await expect(list.rows.first()).toBeVisible();
  await album.picture(page, 'list-after');
  say(`\nThe screenshots of each step are in ${album.folder}`);
}
