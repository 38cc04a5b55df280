import { fakeBrowser, createLocks } from '../../shared/testing/extension.ts';
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import type { SignInRequest } from '../../shared/messages.ts';
import type { Connection } from '../../shared/connection.ts';
import type { AuthPorts, TokenOwner } from '../ports.ts';

export const REDIRECT_URI = 'https://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org/';
export const CLIENT_ID = '1000.ABCDEFGHIJKLMNOPQRSTUVWXYZ1234';

/** The outside of sign-in. Its answers come from the test, and it records all requests. */
export interface Outside {
  readonly ports: AuthPorts;
  now: number;
  isOnline: boolean;
  launch: (url: URL, interactive: boolean) => Promise<string>;
  fetch: (url: URL, form: URLSearchParams) => Promise<Response>;
  identify: (token: string, apiOrigin: string) => Promise<TokenOwner>;
  readonly launches: { readonly url: URL; readonly interactive: boolean }[];
  readonly fetches: { readonly url: URL; readonly form: URLSearchParams }[];
  readonly identified: { readonly token: string; readonly apiOrigin: string }[];
  readonly focused: number[];
  readonly closed: number[];
}

/** The default org and user of every token. */
export const NORTHWIND: TokenOwner = {
  org: { zgid: '808232144', domainName: 'org808232144', name: 'Northwind', type: 'production', edition: 'enterprise' },
  user: { id: '5725767000000411001', name: 'Ada Lovelace', profile: 'Administrator' },
  missingScopes: [],
};

export const CONNECTION_ID = 'us-production-808232144-5725767000000411001';

export const CONNECTION: Connection = {
  id: CONNECTION_ID,
  dataCentre: 'us',
  environment: 'production',
  org: { zgid: '808232144', domainName: 'org808232144', name: 'Northwind', edition: 'enterprise' },
  user: { id: '5725767000000411001', name: 'Ada Lovelace', profile: 'Administrator' },
  way: 'client',
  clientId: CLIENT_ID,
  missingScopes: [],
  isSignedOut: false,
  connectedAt: 0,
};

/** The simplest request of each way that opens a window. */
export const CLIENT_REQUEST: SignInRequest = { way: 'client', dataCentre: 'us', clientId: CLIENT_ID };
export const SERVER_REQUEST: SignInRequest = { ...CLIENT_REQUEST, way: 'server', clientSecret: 's3cret' };

/** A browser with empty stores, and a Zoho that grants everything. Its tokens are t1, t2, … */
export function createOutside(): Outside {
  fakeBrowser.reset();
  globalThis.indexedDB = new IDBFactory();
  let tokens = 0;
  const outside: Outside = {
    now: 1_800_000_000_000,
    isOnline: true,
    launch: async (url) => implicitRedirect(url, { access_token: `t${++tokens}` }),
    fetch: async ({ pathname }) => {
      if (pathname.endsWith('/revoke')) return json({ status: 'success' });
      if (!pathname.endsWith('/token')) return new Response('<p>Sign in</p>');
      return json({ access_token: `t${++tokens}`, api_domain: 'https://www.zohoapis.com', expires_in: 3600 });
    },
    identify: async () => NORTHWIND,
    launches: [],
    fetches: [],
    identified: [],
    focused: [],
    closed: [],
    ports: {
      identity: {
        getRedirectURL: () => REDIRECT_URI,
        launchWebAuthFlow: ({ url, interactive }) => {
          outside.launches.push({ url: new URL(url), interactive });
          return outside.launch(new URL(url), interactive);
        },
      },
      windows: {
        onWindowOf: (_url, callback) => {
          callback(7);
          return () => undefined;
        },
        focus: async (id) => {
          outside.focused.push(id);
        },
        close: async (id) => {
          outside.closed.push(id);
        },
      },
      fetch: (input, init) => {
        const url = new URL(input instanceof Request ? input.url : input);
        const form = new URLSearchParams(typeof init?.body === 'string' ? init.body : '');
        outside.fetches.push({ url, form });
        return outside.fetch(url, form);
      },
      isOnline: () => outside.isOnline,
      now: () => outside.now,
      exclusive: createLocks().request,
      identify: (token, apiOrigin) => {
        outside.identified.push({ token, apiOrigin });
        return outside.identify(token, apiOrigin);
      },
    },
  };
  return outside;
}

/** Tokens that Zoho was asked to revoke, each with the host that was asked. */
export function revokedIn({ fetches }: Outside): string[] {
  return fetches.flatMap(({ url }) =>
    url.pathname.endsWith('/revoke') ? [`${url.host} ${url.searchParams.get('token')}`] : [],
  );
}

/** Zoho's redirect for an implicit request, with the request's own state. */
export function implicitRedirect(url: URL, parameters: Readonly<Record<string, string>>): string {
  const answer = new URLSearchParams({
    expires_in: '3600',
    location: 'us',
    api_domain: 'https://www.zohoapis.com',
    state: url.searchParams.get('state') ?? '',
    ...parameters,
  });
  return `${url.searchParams.get('redirect_uri')}#${answer.toString()}`;
}

export function codeRedirect(url: URL, parameters: Readonly<Record<string, string>>): string {
  const answer = new URLSearchParams({ state: url.searchParams.get('state') ?? '', code: 'c1', ...parameters });
  return `${url.searchParams.get('redirect_uri')}?${answer.toString()}`;
}

export function json(body: object, status = 200): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });
}

/** Everything that a content script could read, as text. */
export async function readableByContentScripts(): Promise<string> {
  return JSON.stringify(await fakeBrowser.storage.local.get());
}

/** Everything that the browser stores, as text: both kinds of storage and the grants. */
export async function everythingStored(): Promise<string> {
  const areas = [await fakeBrowser.storage.local.get(), await fakeBrowser.storage.session.get()];
  return JSON.stringify([...areas, await allGrants()]);
}

export function allGrants(): Promise<unknown[]> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('untag-auth', 1);
    opening.addEventListener('upgradeneeded', () =>
      opening.result.createObjectStore('grants', { keyPath: 'connectionId' }),
    );
    opening.addEventListener('error', () => reject(opening.error ?? new Error('no store')));
    opening.addEventListener('success', () => {
      const reading = opening.result.transaction('grants').objectStore('grants').getAll();
      reading.addEventListener('success', () => {
        opening.result.close();
        resolve(reading.result);
      });
    });
  });
}
