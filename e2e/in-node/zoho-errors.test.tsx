import { remove, sixLeads, startUntag, type UntagInNode } from './UntagInNode.tsx';
import { screen } from '@testing-library/preact';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';

let untag: UntagInNode;
beforeAll(async () => {
  untag = await startUntag();
});
beforeEach(() => untag.reset());
afterEach(() => untag.checkNoLeak());
afterAll(() => untag.stop());

/** The error answers of Zoho's documentation of remove_tags, and the text that a person reads for each. */
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
    headline: 'Zoho did not give Untag the permission to change tags',
    todo: 'Connect again and allow everything that Zoho lists.',
  },
  {
    name: 'NO_PERMISSION 403',
    status: 403,
    body: error('NO_PERMISSION', 'Permission denied to remove tags', {
      permissions: ['Crm_Implied_Edit_Leads', 'Crm_Implied_Tags_Leads'],
    }),
    headline: 'You can’t change tags in Leads',
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
    headline: 'You can’t remove tags in Leads',
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
    headline: 'Zoho’s API has no tags for Leads',
    todo: 'Use Untag in Leads, Contacts, Deals and the like.',
  },
];

test.each(ANSWERS)(
  '$name reaches the popup as a sentence that says what to do',
  async ({ status, body, headline, todo }) => {
    const { zoho } = untag;
    await untag.connect();
    const { leads, ids, tag } = sixLeads(zoho);
    const before = ids.map((id) => leads.tagNames(id));
    zoho.inject({ fault: 'answer', match: { endpoint: 'removeTags', nth: 1, times: null }, status, body });
    await untag.popup(ids);
    await remove(tag);
    expect((await screen.findByText(headline, { exact: false })).isConnected).toBe(true);
    expect(screen.getByText(todo, { exact: false }).isConnected).toBe(true);
    expect(ids.map((id) => leads.tagNames(id))).toEqual(before);
  },
);

test.each(['status500', 'html'] as const)(
  'a removal that is applied and answered by %s is no answer: the records are looked at, and nothing is sent twice unseen',
  async (fault) => {
    const { zoho } = untag;
    await untag.connect();
    const { leads, ids, tag } = sixLeads(zoho);
    zoho.inject({ fault, match: { endpoint: 'removeTags', nth: 1, times: 1 }, applied: true });
    await untag.popup(ids);
    await remove(tag);
    await screen.findByRole('heading', { name: /^Removed from/ });
    expect(zoho.requests.filter((seen) => seen.endpoint === 'removeTags')).toHaveLength(1);
    for (const id of ids) expect(leads.tagNames(id)).not.toContain(tag);
  },
);

test('INTERNAL_ERROR 500 that stays says so in words', async () => {
  const { zoho } = untag;
  await untag.connect();
  const { ids, tag } = sixLeads(zoho);
  zoho.inject({ fault: 'status500', match: { endpoint: 'removeTags', nth: 1, times: null } });
  await untag.popup(ids);
  await remove(tag);
  expect((await screen.findByRole('heading', { name: 'Paused: Zoho does not answer' })).isConnected).toBe(true);
});

test.each(['html', 'empty', 'truncated'] as const)(
  'an answer that is %s where JSON is due, while the tags are read, is told',
  async (fault) => {
    const { zoho } = untag;
    await untag.connect();
    const { ids } = sixLeads(zoho);
    zoho.inject({ fault, match: { endpoint: 'records', nth: 1, times: null } });
    await untag.popup(ids);
    expect((await screen.findByText('Zoho sent an answer Untag can’t read', { exact: false })).isConnected).toBe(true);
  },
);

function error(code: string, message: string, details: Record<string, unknown> = {}) {
  return { code, details, message, status: 'error' };
}
