import { expect, test } from './fixtures.ts';
import { commonTag } from './common-tag.ts';
import { connected, pick } from './journey.ts';

/** The error answers of Zoho's documentation of remove_tags, and what a person reads of each. */
const ANSWERS = [
  {
    name: 'INVALID_URL_PATTERN 404',
    status: 404,
    body: error('INVALID_URL_PATTERN', 'Please check if the URL trying to access is a correct one'),
    headline: 'Zoho does not know this address',
    todo: 'Update Untag',
  },
  {
    name: 'OAUTH_SCOPE_MISMATCH 401',
    status: 401,
    body: error('OAUTH_SCOPE_MISMATCH', 'Unauthorized'),
    headline: 'The connection may not change tags',
    todo: 'Connect again and allow everything that Zoho lists.',
  },
  {
    name: 'NO_PERMISSION 403',
    status: 403,
    body: error('NO_PERMISSION', 'Permission denied to remove tags', {
      permissions: ['Crm_Implied_Edit_Leads', 'Crm_Implied_Tags_Leads'],
    }),
    headline: 'You may not change tags in Leads',
    todo: 'Ask a Zoho CRM admin',
  },
  {
    name: 'INVALID_REQUEST_METHOD 400',
    status: 400,
    body: error('INVALID_REQUEST_METHOD', 'The http request method type is not a valid one'),
    headline: 'Zoho did not accept the request',
    todo: 'A fault of Untag.',
  },
  {
    name: 'AUTHORIZATION_FAILED 400',
    status: 400,
    body: error('AUTHORIZATION_FAILED', 'User does not have sufficient privilege to remove tags'),
    headline: 'You may not remove tags in Leads',
    todo: 'Ask an admin to let your profile use tags in Leads.',
  },
  {
    name: 'INVALID_MODULE 400, name',
    status: 400,
    body: error('INVALID_MODULE', 'the module name given seems to be invalid'),
    headline: 'Zoho does not know the module Leads',
    todo: 'Open another list, or ask an admin.',
  },
  {
    name: 'INVALID_MODULE 400, not supported',
    status: 400,
    body: error('INVALID_MODULE', 'the given module is not supported for this api'),
    headline: 'Zoho has no tags for Leads',
    todo: 'Use Untag in Leads, Contacts, Deals and the like.',
  },
];

for (const { name, status, body, headline, todo } of ANSWERS)
  test(`${name} reaches the popup as a sentence that says what to do`, async ({ untag, zoho }) => {
    const { page, list } = await connected(untag, zoho);
    const leads = zoho.world.org('brightside').module('Leads');
    const ids = await list.tickFirst(6);
    const tag = commonTag(leads, ids);
    const before = ids.map((id) => leads.tagNames(id));
    zoho.inject({ fault: 'answer', match: { endpoint: 'removeTags', nth: 1, times: null }, status, body });
    const popup = await untag.popup(page);
    await pick(popup, [tag]);
    await popup.getByRole('button', { name: /^Remove 1 tag from/ }).click();
    await expect(popup.getByText(headline)).toBeVisible();
    await expect(popup.getByText(todo)).toBeVisible();
    expect(ids.map((id) => leads.tagNames(id))).toEqual(before);
  });

test('INTERNAL_ERROR 500 is no answer: Untag looks before it sends again, and the tags come off once', async ({
  untag,
  zoho,
}) => {
  const { page, list } = await connected(untag, zoho);
  const leads = zoho.world.org('brightside').module('Leads');
  const ids = await list.tickFirst(6);
  const tag = commonTag(leads, ids);
  zoho.inject({ fault: 'status500', match: { endpoint: 'removeTags', nth: 1, times: 1 }, applied: true });
  const popup = await untag.popup(page);
  await pick(popup, [tag]);
  await popup.getByRole('button', { name: /^Remove 1 tag from/ }).click();
  await expect(popup.getByRole('heading', { name: /^Removed from/ })).toBeVisible();
  expect(zoho.requests.filter((seen) => seen.endpoint === 'removeTags')).toHaveLength(1);
  for (const id of ids) expect(leads.tagNames(id)).not.toContain(tag);
});

test('INTERNAL_ERROR 500 that stays says so in words', async ({ untag, zoho }) => {
  const { page, list } = await connected(untag, zoho);
  const leads = zoho.world.org('brightside').module('Leads');
  const ids = await list.tickFirst(6);
  const tag = commonTag(leads, ids);
  zoho.inject({ fault: 'status500', match: { endpoint: 'removeTags', nth: 1, times: null } });
  const popup = await untag.popup(page);
  await pick(popup, [tag]);
  await popup.getByRole('button', { name: /^Remove 1 tag from/ }).click();
  await expect(popup.getByRole('heading', { name: 'Paused: Zoho does not answer' })).toBeVisible();
});

function error(code: string, message: string, details: Record<string, unknown> = {}) {
  return { code, details, message, status: 'error' };
}
