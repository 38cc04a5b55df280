import { describe, expect, it } from 'vitest';
import { accountsOrigin, DATA_CENTRES } from '../shared/data-centres.ts';
import { type EndpointPorts, exchangeCode, exchangeSelfCode, refresh, revoke, tokenLifeMs } from './token-endpoint.ts';

const client = { dataCentre: 'us', clientId: '1000.ABCDEFGH', clientSecret: 's3cret' } as const;

interface Sent {
  url: string;
  init: RequestInit | undefined;
}

function answering(
  respond: () => Response | Promise<Response>,
  isOnline = true,
): { ports: EndpointPorts; sent: Sent[] } {
  const sent: Sent[] = [];
  const send = async (url: string, init?: RequestInit): Promise<Response> => {
    sent.push({ url, init });
    return await respond();
  };
  return { ports: { fetch: send as typeof fetch, isOnline: () => isOnline }, sent };
}

const TOKEN = {
  access_token: 't1',
  refresh_token: 'r1',
  scope: 'ZohoCRM.modules.ALL,ZohoCRM.org.READ',
  api_domain: 'https://www.zohoapis.com',
  token_type: 'Bearer',
  expires_in: 3600,
};

describe('asking for a token', () => {
  it('reads the documented answer', async () => {
    const { ports, sent } = answering(() => Response.json(TOKEN));
    const code = { code: 'c1', redirectUri: 'https://x.chromiumapp.org/', verifier: 'v1' };
    expect(await exchangeCode(ports, client, code)).toEqual({
      accessToken: 't1',
      lifeMs: 3_600_000,
      refreshToken: 'r1',
      apiOrigin: 'https://www.zohoapis.com',
      scopes: ['ZohoCRM.modules.ALL', 'ZohoCRM.org.READ'],
    });
    expect(sent).toMatchObject([
      {
        url: 'https://accounts.zoho.com/oauth/v2/token',
        init: {
          method: 'POST',
          headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
          body: 'client_id=1000.ABCDEFGH&client_secret=s3cret&grant_type=authorization_code&code=c1&redirect_uri=https%3A%2F%2Fx.chromiumapp.org%2F&code_verifier=v1',
          cache: 'no-store',
          credentials: 'omit',
          redirect: 'error',
          referrerPolicy: 'no-referrer',
        },
      },
    ]);
  });

  it.each(DATA_CENTRES)('asks the accounts server of %s', async (dataCentre) => {
    const { ports, sent } = answering(() => Response.json({ access_token: 't2' }));
    expect(await refresh(ports, { ...client, dataCentre }, 'r1')).toEqual({
      accessToken: 't2',
      lifeMs: 3_600_000,
      refreshToken: null,
      apiOrigin: null,
      scopes: null,
    });
    expect(sent[0]!.url).toBe(`${accountsOrigin(dataCentre)}/oauth/v2/token`);
  });

  it.each([
    [{ error: 'invalid_code' }, 200, 'code-spent', 'signed-out'],
    [{ error: 'invalid_client' }, 200, 'client-unknown', 'client-unknown'],
    [{ error: 'invalid_client' }, 400, 'client-unknown', 'client-unknown'],
    [{ error: 'invalid_client_secret' }, 200, 'client-secret', 'client-secret'],
    [{ error: 'invalid_redirect_uri' }, 200, 'redirect-refused', 'redirect-refused'],
    [{ error: 'access_denied' }, 200, 'sign-in-throttled', 'sign-in-throttled'],
    [{ error: 'Access Denied', status: 'failure' }, 400, 'sign-in-throttled', 'sign-in-throttled'],
    [
      { error: 'general_error', error_description: 'You have made too many requests continuously.' },
      400,
      'sign-in-throttled',
      'sign-in-throttled',
    ],
    [{ error: 'general_error' }, 200, 'sign-in-other', 'zoho-down'],
    [{ error: 'brand_new' }, 200, 'sign-in-other', 'sign-in-other'],
    [{ ...TOKEN, error: 'invalid_code' }, 200, 'code-spent', 'signed-out'],
    [{ ...TOKEN, api_domain: 'https://evil.example' }, 200, 'foreign-host', 'foreign-host'],
    [{ ...TOKEN, api_domain: 'https://www.zohoapis.eu' }, 200, 'places-differ', 'places-differ'],
    [{ error: 'invalid_grant' }, 400, 'code-spent', 'signed-out'],
    [{ access_token: '' }, 200, 'unreadable', 'unreadable'],
    [{ access_token: 'x'.repeat(2_049) }, 200, 'unreadable', 'unreadable'],
    [{ access_token: 'a\r\nX-Evil: 1' }, 200, 'unreadable', 'unreadable'],
    [{ access_token: ['a'] }, 200, 'unreadable', 'unreadable'],
    [{}, 200, 'unreadable', 'unreadable'],
    [[], 200, 'unreadable', 'unreadable'],
  ])('tells %o with status %d as %s, in a renewal as %s', async (body, status, exchanged, renewed) => {
    const { ports } = answering(() => Response.json(body, { status }));
    await expect(exchangeSelfCode(ports, client, 'c1')).rejects.toMatchObject({ code: exchanged });
    await expect(refresh(ports, client, 'r1')).rejects.toMatchObject({ code: renewed });
  });

  it.each([
    ['HTML', () => new Response('<html>Sign in</html>'), 'unreadable'],
    ['nothing', () => new Response(''), 'unreadable'],
    ['cut JSON', () => new Response('{"access_token":"t'), 'unreadable'],
    ['429', () => new Response('<html>', { status: 429 }), 'sign-in-throttled'],
    ['502', () => new Response('<html>', { status: 502 }), 'zoho-down'],
    ['no network', () => Promise.reject(new TypeError('Failed to fetch')), 'unreachable'],
    ['no answer', () => Promise.reject(new DOMException('late', 'TimeoutError')), 'timeout'],
  ])('tells %s apart', async (_name, respond, code) => {
    await expect(refresh(answering(respond).ports, client, 'r1')).rejects.toMatchObject({ code });
  });

  it('tells a network that is gone from a host that is', async () => {
    const { ports } = answering(() => Promise.reject(new TypeError('Failed to fetch')), false);
    await expect(refresh(ports, client, 'r1')).rejects.toMatchObject({
      code: 'offline',
      details: { host: 'accounts.zoho.com' },
    });
  });

  it('puts no token and no secret into an error', async () => {
    const { ports } = answering(() => Response.json({ error: 'invalid_client', error_description: 'wrong' }));
    const error: unknown = await refresh(ports, client, 'r1').catch((reason: unknown) => reason);
    expect(JSON.stringify(error)).not.toMatch(/s3cret|r1/);
    expect(error).toMatchObject({ details: { zohoCode: 'invalid_client', zohoMessage: 'wrong', status: 200 } });
  });
});

describe('an answer that is not taken', () => {
  it.each([
    ['names a stranger’s API', { ...TOKEN, api_domain: 'https://evil.example' }, 'r1', 't1'],
    ['names the API of another data centre', { ...TOKEN, api_domain: 'https://www.zohoapis.eu' }, 'r1', 't1'],
    ['is an error as well', { ...TOKEN, error: 'general_error' }, 'r1', 't1'],
    ['lacks the access token', { refresh_token: 'r1' }, 'r1', null],
    [
      'has an access token only, for a stranger',
      { access_token: 't1', api_domain: 'https://evil.example' },
      't1',
      't1',
    ],
  ])('and %s has its tokens ended, where they came from', async (_why, body, exchanged, renewed) => {
    const revokedAfter = async (ask: (ports: EndpointPorts) => Promise<unknown>): Promise<string[]> => {
      const { ports, sent } = answering(() => Response.json(body));
      await expect(ask(ports)).rejects.toHaveProperty('code');
      return sent.slice(1).map(({ url }) => url);
    };
    const revoking = (token: string | null): string[] =>
      token === null ? [] : [`https://accounts.zoho.com/oauth/v2/token/revoke?token=${token}`];
    expect(await revokedAfter((ports) => exchangeSelfCode(ports, client, 'c1'))).toEqual(revoking(exchanged));
    expect(await revokedAfter((ports) => refresh(ports, client, 'r1'))).toEqual(revoking(renewed));
  });
});

describe('ending a token', () => {
  it('says it where the docs say', async () => {
    const { ports, sent } = answering(() => Response.json({ status: 'success' }));
    await revoke(ports, 'ca', 'r1/+');
    expect(sent).toMatchObject([
      {
        url: 'https://accounts.zohocloud.ca/oauth/v2/token/revoke?token=r1%2F%2B',
        init: { method: 'POST', cache: 'no-store', credentials: 'omit', redirect: 'error' },
      },
    ]);
  });

  it('tells when Zoho refuses', async () => {
    await expect(
      revoke(answering(() => Response.json({ error: 'invalid_token' })).ports, 'us', 'x'),
    ).rejects.toMatchObject({ code: 'sign-in-other', details: { zohoCode: 'invalid_token' } });
    await expect(
      revoke(answering(() => Response.json({ status: 'failure' }, { status: 400 })).ports, 'us', 'x'),
    ).rejects.toMatchObject({ code: 'sign-in-other' });
  });
});

it.each([
  ['3600', undefined, 3_600_000],
  [3600, undefined, 3_600_000],
  [3_600_000, 3600, 3_600_000],
  [3_600_000, undefined, 3_600_000],
  ['90', null, 90_000],
  [0, undefined, 0],
  [undefined, undefined, 3_600_000],
  ['soon', undefined, 3_600_000],
  ['', undefined, 3_600_000],
  [-5, undefined, 3_600_000],
  [Number.NaN, undefined, 3_600_000],
  [1e15, undefined, 86_400_000],
])('expires_in %s and expires_in_sec %s mean %d ms', (expiresIn, expiresInSec, ms) => {
  expect(tokenLifeMs(expiresIn, expiresInSec)).toBe(ms);
});
