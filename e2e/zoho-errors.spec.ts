import { commonTag } from './common-tag.ts';
import { expect, test } from './fixtures.ts';
import { connected, pick } from './journey.ts';
import { words } from './browser/words.ts';

/* One of Zoho's refusals in the real popup; all of them are in `in-node/zoho-errors.test.tsx`. */

test('NO_PERMISSION 403 reaches the popup as a sentence that says what to do @long', async ({ untag, zoho }) => {
  const { page, list } = await connected(untag, zoho);
  const leads = zoho.world.org('brightside').module('Leads');
  const ids = await list.tickFirst(6);
  const tag = commonTag(leads, ids);
  const before = ids.map((id) => leads.tagNames(id));
  const body = {
    code: 'NO_PERMISSION',
    details: { permissions: ['Crm_Implied_Edit_Leads', 'Crm_Implied_Tags_Leads'] },
    message: 'Permission denied to remove tags',
    status: 'error',
  };
  zoho.inject({ fault: 'answer', match: { endpoint: 'removeTags', nth: 1, times: null }, status: 403, body });
  const popup = await untag.popup(page);
  await pick(popup, [tag]);
  await popup.getByRole('button', { name: /^Remove 1 tag from/ }).click();
  await expect(popup.getByText(words('noperm_h', { module: 'Leads' }))).toBeVisible();
  await expect(popup.getByText('Ask a Zoho CRM admin')).toBeVisible();
  expect(ids.map((id) => leads.tagNames(id))).toEqual(before);
});
