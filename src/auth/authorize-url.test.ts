import { expect, it } from 'vitest';
import { DATA_CENTRES } from '../shared/data-centres.ts';
import { SCOPES } from '../shared/scopes.ts';
import { codeUrl, implicitUrl, silentRenewalUrl } from './authorize-url.ts';

const request = {
  dataCentre: 'ca',
  clientId: '1000.ABCDEFGH',
  scopes: SCOPES,
  redirectUri: 'https://abc.chromiumapp.org/',
  state: 'S-1',
} as const;
const common = {
  client_id: '1000.ABCDEFGH',
  scope: SCOPES.join(','),
  redirect_uri: 'https://abc.chromiumapp.org/',
  state: 'S-1',
};

it('asks for a token', () => {
  const url = new URL(implicitUrl(request));
  expect(url.origin + url.pathname).toBe('https://accounts.zohocloud.ca/oauth/v2/auth');
  expect(Object.fromEntries(url.searchParams)).toEqual({ ...common, response_type: 'token' });
});

it('asks for another token without the user', () => {
  const url = new URL(silentRenewalUrl(request));
  expect(url.origin + url.pathname).toBe('https://accounts.zohocloud.ca/oauth/v2/auth/refresh');
  expect(Object.fromEntries(url.searchParams)).toEqual({ ...common, response_type: 'token' });
});

it('asks for a code with a proof key and a lasting sign-in', () => {
  const url = new URL(codeUrl(request, 'C-1'));
  expect(url.pathname).toBe('/oauth/v2/auth');
  expect(Object.fromEntries(url.searchParams)).toEqual({
    ...common,
    response_type: 'code',
    access_type: 'offline',
    prompt: 'consent',
    code_challenge: 'C-1',
    code_challenge_method: 'S256',
  });
});

it.each(DATA_CENTRES)('asks the accounts server of %s over https', (dataCentre) => {
  expect(new URL(implicitUrl({ ...request, dataCentre })).origin).toMatch(
    /^https:\/\/accounts\.zoho(cloud)?\.[a-z.]+$/,
  );
});
