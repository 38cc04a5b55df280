import '../shared/testing/extension.ts';
import { expect, it } from 'vitest';
import { createIdentify } from './identify.ts';
import { createZohoMaker } from './zoho-of.ts';

const ORG = {
  zgid: '20087145332',
  domain_name: 'org20087145332',
  company_name: 'Brightside Solar',
  type: 'production',
  license_details: { paid_type: 'enterprise' },
};
const USER = { id: '581200000000111001', full_name: 'Mara Holm', profile: null };

/** Zoho's answers to the questions for org and user. Null is an empty answer with status 204. */
function asking(org: object | null, users: object | null): ReturnType<ReturnType<typeof createIdentify>> {
  const send = async (address: URL | RequestInfo): Promise<Response> => {
    const body = String(address instanceof Request ? address.url : address).includes('/org') ? org : users;
    return body === null ? new Response(null, { status: 204 }) : Response.json(body);
  };
  return createIdentify(createZohoMaker(send))('1000.token', 'https://www.zohoapis.eu');
}

it('knows org and user', async () => {
  expect(await asking({ org: [ORG] }, { users: [USER] })).toMatchObject({
    org: { zgid: ORG.zgid },
    user: { id: USER.id },
    missingScopes: [],
  });
});

it.each([
  ['an empty answer', null],
  ['an empty list', { org: [] }],
])('a user without an org has no CRM, whether Zoho gives %s', async (_, org) => {
  await expect(asking(org, { users: [USER] })).rejects.toMatchObject({ code: 'no-org' });
});

it('a user whom Zoho does not name stays unknown', async () => {
  expect(await asking({ org: [ORG] }, null)).toMatchObject({ org: { zgid: ORG.zgid }, user: null });
});
