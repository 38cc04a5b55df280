import type { Page } from '@playwright/test';
import type { PageReport } from '../../src/shared/page.ts';
import { listAddress } from '../browser/addresses.ts';
import { CrmList, scriptsOf } from '../browser/CrmList.ts';
import { RowMenu } from '../browser/RowMenu.ts';
import type { Untag } from '../browser/Untag.ts';
import { expect, test } from '../fixtures.ts';
import { connected } from '../journey.ts';
import { pageAnswer } from './page-answer.ts';

type Lie = (honest: PageReport) => unknown;

/** Makes a page of the CRM give a false answer, as a page that controls its own process could. */
async function lie(untag: Untag, page: Page, change: Lie): Promise<void> {
  const message = JSON.stringify(change(await pageAnswer(untag, page)));
  await untag.worker.evaluate(async (said) => {
    const [tab] = await chrome.tabs.query({ active: true, windowType: 'normal' });
    await chrome.scripting.executeScript({
      target: { tabId: tab?.id ?? -1 },
      args: [said],
      func: (text) => {
        const scope = globalThis as typeof globalThis & { untagPageScript?: { leave(): void } };
        scope.untagPageScript?.leave();
        chrome.runtime.onConnect.addListener((port) => {
          port.postMessage(JSON.parse(text));
          port.disconnect();
        });
      },
    });
  }, message);
}

const elsewhere = (place: Partial<PageReport['context']>): Lie => {
  return (honest) => ({ ...honest, context: { ...honest.context, ...place } });
};
const ticking = (rows: object): Lie => {
  return (honest) => ({ ...honest, ticked: { ...honest.ticked, ...rows } });
};

const SOMEWHERE_ELSE = 'This page says it is somewhere else';
const NOT_RIGHT = 'This page gives rows that can’t be right';
const IDS = Array.from({ length: 3 }, (_, n) => String(581200000001234000n + BigInt(n)));

const LIES: readonly (readonly [what: string, lie: Lie, heading: string, says: string | null])[] = [
  ['its data centre', elsewhere({ host: 'crm.zoho.eu' }), SOMEWHERE_ELSE, 'crm.zoho.eu'],
  ['its org', elsewhere({ orgSegment: 'org99999999999' }), SOMEWHERE_ELSE, 'org99999999999'],
  ['its module', elsewhere({ moduleSlug: 'Contacts' }), SOMEWHERE_ELSE, 'Contacts'],
  ['the record that it shows', elsewhere({ view: 'record', recordId: IDS[0] ?? null }), SOMEWHERE_ELSE, IDS[0] ?? ''],
  ['the module of its rows', ticking({ groups: [{ moduleSlug: 'Contacts', ids: IDS }] }), NOT_RIGHT, null],
  ['a row that stands twice', ticking({ groups: [{ moduleSlug: 'Leads', ids: [...IDS, ...IDS] }] }), NOT_RIGHT, null],
  ['ids that are none', ticking({ groups: [{ moduleSlug: 'Leads', ids: ['../../users'] }] }), NOT_RIGHT, null],
];

test('a page that lies is refused in words, nothing is asked of Zoho, and a reload helps @long', async ({
  untag,
  zoho,
}) => {
  test.slow();
  const { page, list } = await connected(untag, zoho);
  for (const [what, change, heading, says] of LIES)
    await test.step(`about ${what}`, async () => {
      await list.tickFirst(2);
      await lie(untag, page, change);
      const before = zoho.requests.filter(({ endpoint }) => endpoint === 'records').length;
      const popup = await untag.popup(page);
      await expect(popup.getByRole('heading', { name: heading })).toBeVisible();
      await expect(popup.getByText('Nothing was read or changed.')).toBeVisible();
      if (says !== null) {
        const { domainName } = zoho.world.org('brightside');
        for (const part of ['crm.zoho.com', domainName, 'Leads'])
          await expect(popup.locator('dd').first()).toContainText(part);
        await expect(popup.locator('dd').last()).toContainText(says);
      }
      await popup.getByRole('button', { name: 'Reload this tab' }).click();
      await expect.poll(() => untag.popups()).toBe(0);
      await expect(list.rows.first()).toBeVisible();
      expect(zoho.requests.filter(({ endpoint }) => endpoint === 'records')).toHaveLength(before);
    });
  await list.tickFirst(2);
  const popup = await untag.popup(page);
  await expect(popup.getByRole('heading', { name: '2 leads selected' })).toBeVisible();
});

test('of two connected orgs in one data centre a page cannot pass for the other', async ({ untag, zoho }) => {
  const { page } = await connected(untag, zoho);
  const harbour = zoho.world.org('harbour');
  const list = await CrmList.open(page, listAddress(zoho, { org: 'harbour' }));
  await list.tickFirst(2);
  await lie(untag, page, elsewhere({ orgSegment: zoho.world.org('brightside').domainName }));
  const popup = await untag.popup(page);
  await expect(popup.getByRole('heading', { name: SOMEWHERE_ELSE })).toBeVisible();
  await expect(popup.locator('dd').first()).toContainText(harbour.domainName);
  expect(zoho.requests.filter(({ endpoint }) => endpoint === 'records')).toEqual([]);
});

test('a frame of the CRM inside a page of the CRM has no say, from the button or its menu', async ({ untag, zoho }) => {
  const { page, list } = await connected(untag, zoho);
  await list.tickFirst(1);
  await page.evaluate(
    (src) => {
      const frame = document.createElement('iframe');
      frame.id = 'inner';
      frame.src = src;
      frame.style.cssText = 'position: fixed; inset: 40% 0 0 0; width: 100%; height: 60%;';
      document.body.append(frame);
    },
    listAddress(zoho, { org: 'harbour' }),
  );
  const rows = page.frameLocator('#inner').locator('lyte-exptable-tr[data-zcqa="detailView"]');
  await scriptsOf(rows.first());
  for (let index = 0; index < 3; index += 1) await rows.nth(index).locator('lyte-checkbox label').first().click();
  const fromButton = await untag.popup(page);
  await expect(fromButton.getByRole('heading', { name: '1 lead selected' })).toBeVisible();
  await expect(fromButton.getByText('Brightside Solar').first()).toBeVisible();
  await untag.closePopup(fromButton);

  const menu = await RowMenu.watch(untag);
  await menu.open(rows.nth(4).locator('a').first());
  await menu.choose(page);
  const fromMenu = await untag.openedPopup();
  await expect(fromMenu.getByRole('heading', { name: '1 lead selected' })).toBeVisible();
});
