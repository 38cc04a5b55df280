import { zohoFetch } from '../client-for-tests.ts';
import type { Zoho } from '../simulator.ts';
import { EXTENSION_CLIENT_ID } from '../world/clients.ts';

export const REDIRECT = 'https://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org/';
export const SCOPE = 'ZohoCRM.modules.ALL,ZohoCRM.settings.tags.READ,ZohoCRM.org.READ,ZohoCRM.users.READ';
/** Accounts server of the United States, where the extension's client is registered. */
export const US = 'https://accounts.zoho.com';
export const EU = 'https://accounts.zoho.eu';

/** A page, or the address outside of Zoho that a sign-in has led to. */
export interface Seen {
  /** The browser's current address. */
  url: URL;
  /** Text of the page; empty once outside. */
  page: string;
  /** The parameters that came back to the client, from the fragment or the query. */
  answer: URLSearchParams;
  isBack: boolean;
}

/** A person's answers at the consent page. */
export interface Reply {
  decision?: 'accept' | 'refuse';
  forSession?: boolean;
  /** `zgid` of the org to choose; unless given, the one that the page has selected. */
  org?: string;
}

/** A browser without a screen: keeps cookies by host, follows redirects by hand, fills in the consent form. */
export interface TestBrowser {
  open(address: string): Promise<Seen>;
  reply(seen: Seen, reply?: Reply): Promise<Seen>;
  /** Opens the consent page of a sign-in and answers it. */
  signIn(params?: Record<string, string>, reply?: Reply): Promise<Seen>;
  /** Asks for a silent renewal. */
  renew(params?: Record<string, string>): Promise<Seen>;
}

/** Address of a sign-in. `params` replace the extension's own. */
export function authAddress(params: Record<string, string> = {}, path = '/oauth/v2/auth', accounts = US): string {
  const own = {
    client_id: EXTENSION_CLIENT_ID,
    response_type: 'token',
    scope: SCOPE,
    redirect_uri: REDIRECT,
    state: 'state-1',
  };
  return `${accounts}${path}?${new URLSearchParams({ ...own, ...params })}`;
}

export function testBrowser(zoho: Zoho): TestBrowser {
  const fetch = zohoFetch(zoho);
  const cookies = new Map<string, string>();

  async function go(address: string, init: RequestInit = {}): Promise<Seen> {
    const url = new URL(address);
    if (!zoho.hosts.includes(url.hostname)) {
      const text = url.hash === '' ? url.search : url.hash;
      return { url, page: '', answer: new URLSearchParams(text.replace(/^[#?]/, '')), isBack: true };
    }
    const cookie = cookies.get(url.hostname);
    const headers = new Headers(init.headers);
    if (cookie !== undefined) headers.set('cookie', cookie);
    const response = await fetch(url, { ...init, headers });
    const set = response.headers.get('set-cookie');
    if (set !== null) cookies.set(url.hostname, set.split(';')[0] ?? '');
    const location = response.headers.get('location');
    if (location !== null) return go(new URL(location, url).href);
    return { url, page: await response.text(), answer: new URLSearchParams(), isBack: false };
  }

  async function reply(seen: Seen, { decision = 'accept', forSession = false, org }: Reply = {}): Promise<Seen> {
    const action = /action="([^"]+)"/.exec(seen.page)?.[1]?.replaceAll('&amp;', '&');
    const zuid = /name="zuid" value="(\d+)"/.exec(seen.page)?.[1];
    const ticked = /name="org" value="(\d+)" checked/.exec(seen.page.replaceAll(/\s+/g, ' '))?.[1];
    if (action === undefined || zuid === undefined || ticked === undefined) {
      throw new Error(`not a consent page: ${seen.page.slice(0, 400)}`);
    }
    const form = new URLSearchParams({ zuid, org: org ?? ticked, decision, ...(forSession && { session: 'true' }) });
    return go(new URL(action, seen.url).href, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: form.toString(),
    });
  }

  return {
    open: (address) => go(address),
    reply,
    signIn: async (params, how) => reply(await go(authAddress(params)), how),
    renew: (params) => go(authAddress(params, '/oauth/v2/auth/refresh')),
  };
}

/** Posts a form to an accounts server and reads the JSON answer. */
export async function postForm(
  zoho: Zoho,
  form: Record<string, string>,
  address = `${US}/oauth/v2/token`,
): Promise<{ status: number; body: Record<string, string> }> {
  const response = await zohoFetch(zoho)(address, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(form).toString(),
  });
  return { status: response.status, body: (await response.json()) as Record<string, string> };
}
