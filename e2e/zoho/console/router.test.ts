import { afterAll, beforeAll, expect, it } from 'vitest';
import { zohoFetch } from '../client-for-tests.ts';
import { startZoho, type Zoho } from '../simulator.ts';

let zoho: Zoho;
beforeAll(async () => {
  zoho = await startZoho();
});
afterAll(() => zoho.stop());

const ADDRESS = 'https://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org';

function register(values: Readonly<Record<string, string>>): Promise<string> {
  const body = new URLSearchParams({
    name: 'Untag',
    homepage: ADDRESS,
    redirect: `${ADDRESS}/`,
    domain: ADDRESS,
    ...values,
  });
  const call = zohoFetch(zoho);
  return call('https://api-console.zoho.eu/form?kind=client-based', { method: 'POST', body }).then((answer) =>
    answer.text(),
  );
}

it('offers Get started to who never made a client, and Add Client afterwards', async () => {
  const call = zohoFetch(zoho);
  const start = async () => (await call('https://api-console.zoho.eu/')).text();
  expect(await start()).toContain('GET STARTED');
  const made = await register({});
  const [clientId = ''] = /1000\.[0-9A-Z]{30}/.exec(made) ?? [];
  expect(zoho.world.clients.get(clientId)).toMatchObject({
    type: 'client-based',
    redirectUris: [`${ADDRESS}/`],
    javascriptDomains: [ADDRESS],
    acceptsExtensions: false,
    dcs: ['eu'],
  });
  expect(made).toMatch(/>[0-9a-f]{42}</);
  expect(await start()).toContain('ADD CLIENT');
});

it.each([
  [{ name: 'Untag!' }, 'client name'],
  [{ redirect: 'chrome-extension://abc/' }, 'redirect URI'],
  [{ domain: 'untag.example' }, 'JavaScript domain'],
])('refuses %o', async (values, words) => {
  expect(await register(values)).toContain(`Enter a valid ${words}.`);
});
