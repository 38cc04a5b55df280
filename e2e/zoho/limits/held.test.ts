import { afterAll, beforeAll, expect, it } from 'vitest';
import { zohoFetch } from '../client-for-tests.ts';
import { startZoho, type Zoho } from '../simulator.ts';

let zoho: Zoho;
beforeAll(async () => {
  zoho = await startZoho();
});
afterAll(() => zoho.stop());

it('holds a call, unapplied, until it is released', async () => {
  const leads = zoho.world.org('brightside').module('Leads');
  const id = leads.ids().find((each) => leads.tagNames(each).length > 0) ?? '';
  const [tag = ''] = leads.tagNames(id);
  zoho.inject({ fault: 'held', match: { endpoint: 'removeTagsOne' } });
  const token = zoho.credentials['brightside']?.accessToken ?? '';
  const answer = zohoFetch(zoho)(`https://www.zohoapis.com/crm/v8/Leads/${id}/actions/remove_tags`, {
    method: 'POST',
    headers: { authorization: `Zoho-oauthtoken ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ tags: [{ name: tag }] }),
  });
  await zoho.arrived(/remove_tags/);
  expect(leads.tagNames(id)).toContain(tag);
  zoho.release();
  expect((await answer).status).toBe(200);
  expect(leads.tagNames(id)).not.toContain(tag);
});
