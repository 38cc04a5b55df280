import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { zohoFetch } from './client-for-tests.ts';
import { startZoho } from './simulator.ts';
import type { Zoho } from './simulator.ts';

let zoho: Zoho;
let call: ReturnType<typeof zohoFetch>;
const org = 'https://www.zohoapis.com/crm/v8/org';
const headers = () => ({ authorization: `Zoho-oauthtoken ${zoho.credentials['brightside']!.accessToken}` });

beforeAll(async () => {
  zoho = await startZoho();
  call = zohoFetch(zoho);
});
afterAll(async () => {
  call.agent.destroy();
  await zoho.stop();
});

describe('zohoFetch', () => {
  it('answers with a real Response under the real name', async () => {
    const response = await call(org, { headers: headers() });
    expect(response).toBeInstanceOf(Response);
    expect(response).toMatchObject({ ok: true, status: 200, url: org });
    expect(response.headers.get('content-type')).toContain('application/json');
    expect(await response.json()).toMatchObject({ org: [{ zgid: '808232144' }] });
    expect(zoho.requests.at(-1)).toMatchObject({ host: 'www.zohoapis.com', path: '/crm/v8/org' });
  });

  it('takes a Request and sends bodies in full', async () => {
    const body = JSON.stringify({ tags: [{ name: 'לקוח חוזר' }], ids: ['5725767002004321001'] });
    await call(
      new Request('https://www.zohoapis.com/crm/v8/Leads/actions/remove_tags', {
        method: 'POST',
        headers: headers(),
        body,
      }),
    );
    expect(zoho.requests.at(-1)).toMatchObject({ method: 'POST', body, status: 200 });
  });

  it('rejects as a browser does', async () => {
    await expect(call('https://example.com/')).rejects.toThrow(TypeError);
    await expect(call(org, { signal: AbortSignal.abort() })).rejects.toMatchObject({ name: 'AbortError' });
    zoho.inject({ fault: 'neverAnswered' });
    await expect(call(org, { signal: AbortSignal.timeout(50) })).rejects.toMatchObject({ name: 'TimeoutError' });
  });
});
