import type { Page } from '@playwright/test';
import { listAddress } from '../browser/addresses.ts';
import { CrmList } from '../browser/CrmList.ts';
import { expect, test } from '../fixtures.ts';
import { connected } from '../journey.ts';
import type { Zoho } from '../zoho/simulator.ts';
import { words } from '../browser/words.ts';

const CASES = [
  {
    title: 'another org of the same user',
    org: 'harbour',
    heading: words('wrongorg_h'),
    button: 'Connect this org',
    label: /Harbour Storage/,
  },
  {
    title: 'another data centre, with a chosen name in the address',
    org: 'nordwind',
    heading: words('wrongdc_h'),
    button: 'Connect this org',
    label: /Nordwind/,
  },
  {
    title: 'the sandbox of the org that is connected',
    org: 'brightside-sandbox',
    heading: 'This tab is the sandbox, not production',
    button: 'Connect this sandbox',
    label: /\(Sandbox\)/,
  },
] as const;

for (const { title, org, heading, button, label } of CASES)
  test(`${title}: refused in words, nothing is asked of Zoho, and the button connects the right one${org === 'harbour' ? '' : ' @long'}`, async ({
    untag,
    zoho,
  }) => {
    const { page } = await connected(untag, zoho);
    const list = await CrmList.open(page, listAddress(zoho, { org }));
    const [id = ''] = await list.tickFirst(1);
    const before = calls(zoho);
    const popup = await untag.popup(page);
    await expect(popup.getByRole('heading', { name: heading })).toBeVisible();
    await expect(popup.getByText('Nothing was read or changed.')).toBeVisible();
    await untag.closePopup(popup);
    expect(calls(zoho)).toBe(before);

    const again = await untag.popup(page);
    const opened = untag.context.waitForEvent('page');
    await again.getByRole('button', { name: button }).click();
    await accept(await opened, label);
    await expect(again.getByText('1 lead selected')).toBeVisible();
    await expect(again.getByRole('checkbox').first()).toBeVisible();
    const [read] = zoho.requests.filter((seen) => seen.endpoint === 'records');
    expect(read).toMatchObject({ org, query: { ids: id } });
    expect(zoho.requests.filter((seen) => seen.applied !== undefined)).toEqual([]);
  });

test('the wrong org was chosen at Zoho: said, kept, and the tab is refused still @long', async ({ untag, zoho }) => {
  const { page } = await connected(untag, zoho);
  await CrmList.open(page, listAddress(zoho, { org: 'harbour' }));
  const popup = await untag.popup(page);
  const opened = untag.context.waitForEvent('page');
  await popup.getByRole('button', { name: 'Connect this org' }).click();
  await accept(await opened, /Brightside Solar \(Sandbox\)/);
  await expect(popup.getByText(words('auth_chose_other', { org: 'Brightside Solar', env: 'Sandbox' }))).toBeVisible();
  await expect(popup.getByRole('heading', { name: words('wrongorg_h') })).toBeVisible();
  expect(zoho.requests.filter((seen) => seen.org === 'harbour')).toEqual([]);
});

test('consent for the right org refused: said in words beside the refusal of the tab @long', async ({
  untag,
  zoho,
}) => {
  const { page } = await connected(untag, zoho);
  await CrmList.open(page, listAddress(zoho, { org: 'harbour' }));
  const popup = await untag.popup(page);
  const opened = untag.context.waitForEvent('page');
  await popup.getByRole('button', { name: 'Connect this org' }).click();
  const consent = await opened;
  await consent.locator('#refuse').click({ noWaitAfter: true });
  await expect(popup.getByText('You did not allow Untag')).toBeVisible();
  await expect(popup.getByRole('button', { name: 'Connect this org' })).toBeVisible();
});

test('an address without an org: asked once, and goes on after yes @long', async ({ untag, zoho }) => {
  zoho.set({ withoutOrg: 'shown' });
  const { page } = await connected(untag, zoho);
  const address = listAddress(zoho).replace(/\/crm\/org\d+\//, '/crm/');
  const list = await CrmList.open(page, address);
  await list.tickFirst(2);
  const before = calls(zoho);
  const popup = await untag.popup(page);
  await expect(popup.getByRole('heading', { name: 'Is this the right org?' })).toBeVisible();
  await expect(popup.getByText('Untag is connected to Brightside Solar, Production.')).toBeVisible();
  expect(zoho.requests.filter((seen) => seen.endpoint === 'records')).toEqual([]);
  expect(calls(zoho) - before).toBeLessThanOrEqual(2);
  await popup.getByRole('button', { name: words('orgunsure_btn', { org: 'Brightside Solar' }) }).click();
  await expect(popup.getByText('2 leads selected')).toBeVisible();
  await expect(popup.getByRole('checkbox').first()).toBeVisible();
  await untag.closePopup(popup);
  const again = await untag.popup(page);
  await expect(again.getByRole('checkbox').first()).toBeVisible();
});

/** Number of calls of the API. */
function calls(zoho: Zoho): number {
  return zoho.requests.filter((seen) => seen.host.includes('zohoapis')).length;
}

async function accept(consent: Page, org: RegExp): Promise<void> {
  await consent.getByLabel(org).check();
  await consent.locator('#session').check();
  const closed = consent.waitForEvent('close');
  await consent.locator('#accept').click({ noWaitAfter: true });
  await closed;
}
