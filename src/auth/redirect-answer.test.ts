import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accountsOrigin, apiOrigin, DATA_CENTRES } from '../shared/data-centres.ts';
import type { ErrorCode } from '../shared/errors.ts';
import { codeAnswer, implicitAnswer } from './redirect-answer.ts';

const redirectUri = 'https://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org/';
const expected = { redirectUri, state: 'S-1' };

function implicit(rest: string) {
  return implicitAnswer(`${redirectUri}${rest}`, expected);
}

function codeOf(act: () => unknown): ErrorCode | null {
  try {
    act();
    return null;
  } catch (error) {
    return (error as { code: ErrorCode }).code;
  }
}

describe('implicit answer', () => {
  const plain = 'access_token=1000.a.b&expires_in=3600&location=us&state=S-1';

  it('reads the documented fragment', () => {
    expect(implicit(`#${plain}&api_domain=https%3A%2F%2Fwww.zohoapis.com&granted_for_session=true`)).toEqual({
      accessToken: '1000.a.b',
      lifeMs: 3_600_000,
      apiOrigin: 'https://www.zohoapis.com',
      dataCentre: 'us',
      isForSession: true,
    });
  });

  it.each([`#&${plain}`, `#&&${plain}&&`, `#?${plain}`, `?${plain}`, `?&${plain}`, `?unused=1#${plain}`])(
    'reads %s',
    (rest) => {
      expect(implicit(rest)).toMatchObject({ accessToken: '1000.a.b', dataCentre: 'us', apiOrigin: null });
    },
  );

  it.each(DATA_CENTRES)('knows the hosts of %s', (dataCentre) => {
    for (const environment of ['production', 'sandbox', 'developer'] as const) {
      const parameters = new URLSearchParams({
        access_token: 't',
        state: 'S-1',
        location: dataCentre,
        api_domain: apiOrigin(dataCentre, environment),
        'accounts-server': accountsOrigin(dataCentre),
      });
      expect(implicit(`#${parameters.toString()}`)).toMatchObject({
        dataCentre,
        apiOrigin: apiOrigin(dataCentre, environment),
      });
    }
  });

  it('takes the data centre from api_domain where nothing else names it', () => {
    const api = 'api_domain=https%3A%2F%2Fsandbox.zohoapis.ca%2F';
    expect(implicit(`#access_token=t&state=S-1&${api}`)).toMatchObject({ dataCentre: 'ca' });
    expect(implicit(`#access_token=t&state=S-1&location=&accounts-server=&${api}`)).toMatchObject({ dataCentre: 'ca' });
    expect(implicit('#access_token=t&state=S-1')).toMatchObject({ dataCentre: null, apiOrigin: null });
  });

  it('answers only where all that is named lies in one data centre, on one API', () => {
    const places = fc.array(fc.constantFrom(...DATA_CENTRES), { maxLength: 2 });
    const environments = fc.constantFrom('production', 'sandbox', 'developer');
    const apis = fc.array(fc.tuple(fc.constantFrom(...DATA_CENTRES), environments), { maxLength: 2 });
    fc.assert(
      fc.property(places, places, apis, (locations, servers, named) => {
        const parameters = new URLSearchParams({ access_token: 't', state: 'S-1' });
        for (const each of locations) parameters.append('location', each);
        for (const each of servers) parameters.append('accounts-server', accountsOrigin(each));
        for (const [dataCentre, environment] of named)
          parameters.append('api_domain', apiOrigin(dataCentre, environment));
        const dataCentres = new Set([...locations, ...servers, ...named.map(([dataCentre]) => dataCentre)]);
        const isOne = dataCentres.size <= 1 && new Set(named.map(String)).size <= 1;
        expect(codeOf(() => implicit(`#${parameters.toString()}`))).toBe(isOne ? null : 'places-differ');
      }),
    );
  });

  it.each(['t'.repeat(2_049), 'a\r\nX-Evil: 1', 'a b', 'tökén', '\u0000'])('takes no token like %j', (token) => {
    const parameters = new URLSearchParams({ access_token: token, state: 'S-1' });
    expect(codeOf(() => implicit(`#${parameters.toString()}`))).toBe('unreadable');
  });

  it('reads the names of the JS SDK', () => {
    expect(implicit('#access_token=t&state=S-1&expires_in_sec=120&full_grant=true')).toMatchObject({
      lifeMs: 120_000,
      isForSession: true,
    });
    expect(implicit('#access_token=t&state=S-1&granted_for_session=false').isForSession).toBe(false);
  });

  it.each([
    'https://www.zohoapis.evil.example',
    'https://www.zohoapis.com.evil.example',
    'https://www.zohoapis.com@evil.example',
    'https://evil@www.zohoapis.com',
    'https://www.zohoapis.com:8443',
    'https://www.zohoapis.com/x',
    'https://www.zohoapis.com//',
    'http://www.zohoapis.com',
    'https://WWW.zohoapis.com.',
    'https://accounts.zoho.com',
    'https://evil.zohoapis.com',
    'www.zohoapis.com',
    'javascript:alert(1)',
  ])('refuses api_domain %s', (apiDomain) => {
    const parameters = new URLSearchParams({ access_token: 't', state: 'S-1', api_domain: apiDomain });
    expect(codeOf(() => implicit(`#${parameters.toString()}`))).toBe('foreign-host');
  });

  it('refuses a foreign accounts server and a location that it does not know, whatever else is named', () => {
    expect(codeOf(() => implicit('#access_token=t&state=S-1&accounts-server=https%3A%2F%2Faccounts.zoho.evil'))).toBe(
      'foreign-host',
    );
    expect(codeOf(() => implicit('#access_token=t&state=S-1&location=sg'))).toBe('foreign-host');
    const api = 'api_domain=https%3A%2F%2Fwww.zohoapis.ca';
    expect(codeOf(() => implicit(`#access_token=t&state=S-1&location=sg&${api}`))).toBe('foreign-host');
  });

  it.each([
    '#access_token=t&state=S-2',
    '#access_token=t',
    '#access_token=t&state=',
    '#access_token=t&state=S-1&state=S-2',
    '?state=S-1#access_token=t',
    '#error=access_denied&state=S-2',
    '',
    '#',
  ])('believes nothing without the state: %s', (rest) => {
    expect(codeOf(() => implicit(rest))).toBe('state-mismatch');
  });

  it('believes nothing that came to another address', () => {
    for (const address of [
      'https://evil.example/#access_token=t&state=S-1',
      `${redirectUri}other#access_token=t&state=S-1`,
      'not an address',
    ])
      expect(codeOf(() => implicitAnswer(address, expected))).toBe('state-mismatch');
  });

  it.each([
    ['error=access_denied&state=S-1', 'consent-refused'],
    ['error=access_denied', 'consent-refused'],
    ['error=Access+Denied&error_description=You+have+made+too+many+requests&state=S-1', 'sign-in-throttled'],
    ['error=client_not_granted&state=S-1', 'signed-out'],
    ['error=prompt_required&state=S-1', 'signed-out'],
    ['error=invalid_client&state=S-1', 'client-unknown'],
    ['error=invalid_redirect_uri&state=S-1', 'redirect-refused'],
    ['error=invalid_javascript_domain&state=S-1', 'domain-refused'],
    ['error=general_error&state=S-1', 'sign-in-other'],
    ['error=constructor&state=S-1', 'sign-in-other'],
    ['state=S-1', 'unreadable'],
    ['access_token=&state=S-1', 'unreadable'],
  ])('tells %s as %s', (parameters, code) => {
    expect(codeOf(() => implicit(`#${parameters}`))).toBe(code);
    expect(codeOf(() => implicit(`?${parameters}`))).toBe(code);
  });

  it('never answers a token for another state, whatever stands around it', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.string()), fc.string(), (extra, state) => {
        fc.pre(state !== 'S-1');
        const parameters = new URLSearchParams({ ...extra, access_token: 't', state });
        parameters.delete('error');
        expect(codeOf(() => implicit(`#${parameters.toString()}`))).toBe('state-mismatch');
      }),
    );
  });
});

describe('code answer', () => {
  it('reads the documented query', () => {
    const rest = '?state=S-1&code=1000.x.y&location=eu&accounts-server=https%3A%2F%2Faccounts.zoho.eu';
    expect(codeAnswer(`${redirectUri}${rest}`, expected)).toEqual({ code: '1000.x.y', dataCentre: 'eu' });
  });

  it('gives no code away where location and accounts-server differ, and does without both', () => {
    const rest = '?state=S-1&code=c&location=us&accounts-server=https%3A%2F%2Faccounts.zohocloud.ca';
    expect(codeOf(() => codeAnswer(`${redirectUri}${rest}`, expected))).toBe('places-differ');
    expect(codeAnswer(`${redirectUri}?state=S-1&code=c`, expected).dataCentre).toBeNull();
  });

  it('gives no code to a foreign accounts server', () => {
    const rest = '?state=S-1&code=c&location=us&accounts-server=https%3A%2F%2Faccounts.zoho.com.evil.example';
    expect(codeOf(() => codeAnswer(`${redirectUri}${rest}`, expected))).toBe('foreign-host');
  });

  it('needs a code and the state', () => {
    expect(codeOf(() => codeAnswer(`${redirectUri}?state=S-1`, expected))).toBe('unreadable');
    expect(codeOf(() => codeAnswer(`${redirectUri}?code=c`, expected))).toBe('state-mismatch');
  });
});
