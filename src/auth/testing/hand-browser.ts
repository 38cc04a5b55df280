/** The decisions of a person on Zoho's pages. */
export interface Person {
  /** Id of their account; by default the one that the page offers. */
  zuid?: string;
  /** The org that they choose; by default the one that the page offers. */
  zgid?: string;
  /** Whether they tick "for the entire session". */
  forSession?: boolean;
  decision: 'accept' | 'refuse' | 'close';
}

/**
 * A browser without a window. It keeps cookies, follows redirects by hand, and stops at the extension's own address.
 */
export interface HandBrowser {
  person: Person;
  launchWebAuthFlow(details: { url: string; interactive: boolean }): Promise<string>;
}

const MOST_REDIRECTS = 5;

interface Visit {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

interface Page {
  readonly url: string;
  readonly html: string;
}

/** Sends requests to Zoho through that fetch. Rejects with Chromium's own texts, as measured. */
export function createHandBrowser(send: typeof fetch, redirectUri: string, person: Person): HandBrowser {
  const cookies = new Map<string, string>();

  async function visit(first: string, init: Visit = {}): Promise<string | Page> {
    let url = first;
    let request = init;
    for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
      const { host } = new URL(url);
      const cookie = cookies.get(host);
      const response = await send(url, {
        ...request,
        headers: { ...request.headers, ...(cookie && { cookie }) },
      }).catch(() => {
        throw new Error('Authorization page could not be loaded.');
      });
      const set = response.headers.get('set-cookie')?.split(';')[0];
      if (set) cookies.set(host, set);
      const location = response.headers.get('location');
      if (location === null) return { url, html: await response.text() };
      url = new URL(location, url).href;
      if (url.startsWith(redirectUri)) return url;
      request = {};
    }
    throw new Error('Authorization page could not be loaded.');
  }

  async function ask(first: string): Promise<string> {
    const { zuid, decision } = browser.person;
    const start = new URL(first);
    if (zuid !== undefined) start.searchParams.set('sim_account', zuid);
    const end = await visit(start.href);
    if (typeof end === 'string') return end;
    const action = /action="([^"]+)"/.exec(end.html)?.[1]?.replaceAll('&amp;', '&');
    if (decision === 'close' || action === undefined) throw new Error('The user did not approve access.');
    const decided = await visit(new URL(action, end.url).href, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: formOf(end.html, browser.person).toString(),
    });
    if (typeof decided === 'string') return decided;
    throw new Error('The user did not approve access.');
  }

  const browser: HandBrowser = {
    person,
    launchWebAuthFlow: async ({ url, interactive }) => {
      if (interactive) return await ask(url);
      const end = await visit(url);
      if (typeof end === 'string') return end;
      throw new Error(
        'User interaction required. Try setting abortOnLoadForNonInteractive and timeoutMsForNonInteractive.',
      );
    },
  };
  return browser;
}

function formOf(html: string, { zgid, forSession, decision }: Person): URLSearchParams {
  const zuid = /name="zuid" value="(\d+)"/.exec(html)?.[1] ?? '';
  const offered = /name="org" value="(\d+)"/.exec(html)?.[1] ?? '';
  const form = new URLSearchParams({ zuid, org: zgid ?? offered, decision });
  if (forSession === true) form.set('session', 'true');
  return form;
}
