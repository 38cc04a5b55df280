import { startUntag, type UntagInNode } from './UntagInNode.tsx';
import { screen } from '@testing-library/preact';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { everythingStored } from '../../src/auth/testing/outside.ts';
import { EXTENSION_CLIENT_ID } from '../zoho/world/clients.ts';

let untag: UntagInNode;
beforeAll(async () => {
  untag = await startUntag();
});
beforeEach(() => untag.reset());
afterEach(() => untag.checkNoLeak());
afterAll(() => untag.stop());

const FOREIGN = 'Zoho named an address Untag does not know (www.evil.example)';
const STATE = 'The answer did not belong to this sign-in';

const DIFFERENT = 'Zoho named two regions in one answer (';

const REFUSED = [
  ['the API of a stranger', { foreignApiDomain: 'https://www.evil.example' }, FOREIGN],
  ['the accounts server of a stranger', { foreignAccountsServer: 'https://www.evil.example' }, FOREIGN],
  ['the API of another data centre', { foreignApiDomain: 'https://www.zohoapis.eu' }, DIFFERENT],
  ['the accounts server of another data centre', { foreignAccountsServer: 'https://accounts.zoho.jp' }, DIFFERENT],
  ['another state', { stateAnswer: 'wrong' }, STATE],
  ['no state', { stateAnswer: 'missing' }, STATE],
] as const;

test.each((['client', 'server'] as const).flatMap((way) => REFUSED.map((one) => [way, ...one] as const)))(
  'way %s: an answer with %s gets nothing, and is told',
  async (way, _title, switches, words) => {
    const { zoho } = untag;
    const before = new Set(zoho.world.tokens.allAccess().map(({ token }) => token));
    zoho.set(switches);
    expect(await untag.connect(way)).toMatchObject({ state: 'failed' });
    await untag.popup([]);
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain(words);
    expect(alert.textContent).toContain('Nothing was connected, to be safe.');
    expect(zoho.requests.filter((seen) => 'authorization' in seen.headers)).toEqual([]);
    const stored = await everythingStored();
    const tokens = zoho.world.tokens.allAccess().map(({ token }) => token);
    const given = tokens.filter((token) => !before.has(token));
    expect(given.filter((token) => stored.includes(token))).toEqual([]);
    expect(stored).not.toContain('us-production-');
    const [user] = zoho.world.org('brightside').users;
    const ready = zoho.world.credentials['brightside'];
    const clientId = way === 'client' ? EXTENSION_CLIENT_ID : (ready?.clientId ?? '');
    const left = zoho.world.tokens.refreshTokensOf(clientId, user?.id ?? '').map(({ token }) => token);
    expect(left).toEqual(way === 'client' ? [] : [ready?.refreshToken]);
  },
);

test.each([
  ['a stray separator before the fragment', { leadingAmpersand: true }],
  ['a query for a fragment', { answerIn: 'query' }],
  [
    'no address of the API, and the older names',
    { apiDomainMissing: true, expiresKey: 'expires_in_sec', sessionKey: 'full_grant' },
  ],
] as const)('an answer with %s is understood', async (_title, switches) => {
  const { zoho } = untag;
  zoho.set(switches);
  expect(await untag.connect()).toMatchObject({ state: 'connected' });
  await untag.popup(zoho.world.org('brightside').module('Leads').ids(2));
  expect((await screen.findAllByRole('checkbox')).length).toBeGreaterThan(0);
  expect(zoho.forbidden()).toEqual([]);
});
