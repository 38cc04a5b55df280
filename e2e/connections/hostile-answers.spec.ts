import { everythingStored } from '../browser/everything-stored.ts';
import { listAddress } from '../browser/addresses.ts';
import { CrmList } from '../browser/CrmList.ts';
import { ConnectPage } from '../browser/ConnectPage.ts';
import { expect, test } from '../fixtures.ts';
import { readyToRemove } from '../journey.ts';
import type { Zoho } from '../zoho/simulator.ts';
import { EXTENSION_CLIENT_ID } from '../zoho/world/clients.ts';
import { words } from '../browser/words.ts';

const FOREIGN = 'Zoho named an address Untag does not know (www.evil.example)';
const STATE = 'The answer did not belong to this sign-in';

/* Some of them; all pairs are in `in-node/hostile-answers.test.tsx`. */
const REFUSED = [
  ['client', 'the API of a stranger', { foreignApiDomain: 'https://www.evil.example' }, FOREIGN],
  [
    'server',
    'the API of another data centre @long',
    { foreignApiDomain: 'https://www.zohoapis.eu' },
    words('auth_places', { host: 'accounts.zoho.com, www.zohoapis.eu' }),
  ],
  ['server', 'another state @long', { stateAnswer: 'wrong' }, STATE],
] as const;

for (const [way, title, switches, words] of REFUSED)
  test(`way ${way}: an answer with ${title} gets nothing, and is told`, async ({ untag, zoho }) => {
    const { clientId, clientSecret } = zoho.world.credentials['brightside'] ?? { clientId: '', clientSecret: '' };
    const before = new Set(zoho.world.tokens.allAccess().map(({ token }) => token));
    zoho.set(switches);
    const connect = await ConnectPage.open(untag, way);
    await connect.connect(way === 'client' ? { clientId: EXTENSION_CLIENT_ID } : { clientId, secret: clientSecret });
    await expect(connect.page.getByText(words)).toBeVisible();
    await expect(connect.page.getByText('Nothing was connected, to be safe.')).toBeVisible();
    expectNothingAstray(zoho);
    expect(zoho.requests.filter((seen) => 'authorization' in seen.headers)).toEqual([]);
    const stored = await everythingStored(untag.worker);
    for (const { token } of zoho.world.tokens.allAccess()) if (!before.has(token)) expect(stored).not.toContain(token);
    expect(stored).not.toContain('us-production-');
    const [user] = zoho.world.org('brightside').users;
    const ready = zoho.world.credentials['brightside']?.refreshToken;
    const left = zoho.world.tokens.refreshTokensOf(clientId, user?.id ?? '').map(({ token }) => token);
    expect(left).toEqual([ready]);
  });

test('a page where the redirect is due: the window stays, and closing it is told @long', async ({ untag, zoho }) => {
  zoho.set({ htmlForRedirect: true });
  const connect = await ConnectPage.open(untag);
  const opened = untag.context.waitForEvent('page');
  await connect.give({ clientId: EXTENSION_CLIENT_ID });
  const consent = await opened;
  await consent.locator('#accept').click();
  await expect(consent.getByText('Something went wrong').first()).toBeVisible();
  await consent.close();
  await expect(connect.page.getByText('The Zoho window was closed')).toBeVisible();
  expectNothingAstray(zoho);
  expect(zoho.requests.filter((seen) => 'authorization' in seen.headers)).toEqual([]);
});

test('a silent renewal with the API of a stranger: nothing more is sent, and the run says it @long', async ({
  untag,
  zoho,
}) => {
  const { popup } = await readyToRemove(untag, zoho);
  zoho.set({ foreignApiDomain: 'https://www.evil.example' });
  zoho.inject({ fault: 'invalidToken', match: { endpoint: 'removeTags', nth: 1, times: 1 }, revoke: true });
  await popup.getByRole('button', { name: /^Remove 1 tag from/ }).click();
  await expect(popup.getByText(/www\.evil\.example/).first()).toBeVisible();
  expectNothingAstray(zoho);
  expect(zoho.requests.flatMap((seen) => seen.applied ?? [])).toEqual([]);
});

const ASTRAY = 'https://www.evil.example/taken';

test('an accounts server that sends the exchange elsewhere: code and secret do not follow', async ({ untag, zoho }) => {
  const { clientId, clientSecret } = zoho.world.credentials['brightside'] ?? { clientId: '', clientSecret: '' };
  zoho.inject({ fault: 'redirect', match: { path: 'accounts.zoho.com/oauth/v2/token' }, to: ASTRAY });
  const connect = await ConnectPage.open(untag, 'server');
  await connect.connect({ clientId, secret: clientSecret });
  await expect(connect.page.getByText('Nothing was connected.')).toBeVisible();
  expectNothingAstray(zoho);
});

test('an API that sends a call elsewhere: the token does not follow @long', async ({ untag, zoho }) => {
  const { popup } = await readyToRemove(untag, zoho, { ticked: 6 });
  // The host is one with a permission too, so that no rule of the browser blocks the request.
  for (const [n, to] of [ASTRAY, 'https://crm.zoho.com/taken'].entries())
    zoho.inject({ fault: 'redirect', match: { endpoint: 'removeTags', nth: n + 1 }, to });
  await popup.getByRole('button', { name: /^Remove 1 tag from/ }).click();
  await expect(popup.getByRole('heading', { name: /^Removed from/ })).toBeVisible();
  expect(zoho.requestsTo('/taken')).toEqual([]);
  expectNothingAstray(zoho);
  expect(zoho.requests.filter((seen) => seen.fault === 'redirect')).toHaveLength(2);
});

/* The other oddities are in `in-node/hostile-answers.test.tsx`. */
test('an answer with a query for a fragment is understood @long', async ({ untag, zoho }) => {
  zoho.set({ answerIn: 'query' });
  const connect = await ConnectPage.open(untag);
  await connect.connect({ clientId: EXTENSION_CLIENT_ID });
  await connect.expectConnected('Brightside Solar');
  const page = await untag.context.newPage();
  const list = await CrmList.open(page, listAddress(zoho));
  await list.tickFirst(2);
  const popup = await untag.popup(page);
  await expect(popup.getByRole('checkbox').first()).toBeVisible();
  expectNothingAstray(zoho);
});

function expectNothingAstray(zoho: Zoho): void {
  expect(zoho.forbidden()).toEqual([]);
  expect(zoho.tagChanges()).toEqual([]);
  expect(zoho.requests.filter((seen) => seen.host.endsWith('.example'))).toEqual([]);
}
