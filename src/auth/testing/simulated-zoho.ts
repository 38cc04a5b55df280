/* oxlint-disable typescript/no-restricted-imports -- tests see the simulated Zoho, and the client that verifies a token */
import { REDIRECT_URI, createOutside } from './outside.ts';
import { zohoFetch } from '../../../e2e/zoho/client-for-tests.ts';
import { startZoho, type Zoho } from '../../../e2e/zoho/simulator.ts';
import { accountsOrigin, type DataCentre } from '../../shared/data-centres.ts';
import { AppError, isAppError } from '../../shared/errors.ts';
import { SCOPES } from '../../shared/scopes.ts';
import { createZohoApi } from '../../zoho/api.ts';
import { type Auth, createAuth } from '../auth.ts';
import type { AuthPorts, TokenOwner } from '../ports.ts';
import { createHandBrowser, type HandBrowser } from './hand-browser.ts';
import { createLocks } from '../../shared/testing/extension.ts';

/** Sign-in over real HTTPS against the simulated Zoho. */
export interface SimulatedSignIn {
  readonly zoho: Zoho;
  readonly ports: AuthPorts;
  readonly auth: () => Auth;
  /** The browser of a person who accepts the offer of Zoho's page by default. */
  browser: HandBrowser;
  /** Milliseconds by which the extension's clock is ahead of Zoho's. */
  ahead: number;
  /** Address, headers and body of every attempted call, to any host. */
  readonly attempts: readonly string[];
  reset(): void;
  /** A code for a self client, made in the API console. */
  consoleCode(dataCentre: DataCentre, clientId: string, scopes?: readonly string[]): Promise<string>;
  /** Throws when a token was sent to a host other than its own. */
  checkNoLeak(): void;
  stop(): Promise<void>;
}

export async function startSimulatedSignIn(): Promise<SimulatedSignIn> {
  const zoho = await startZoho();
  const carrier = zohoFetch(zoho);
  const attempts: string[] = [];
  const send: typeof fetch = (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    const headers = JSON.stringify([...new Headers(init?.headers)]);
    attempts.push([url, headers, typeof init?.body === 'string' ? init.body : ''].join('\n'));
    return carrier(input, init);
  };
  const freshBrowser = (): HandBrowser => createHandBrowser(send, REDIRECT_URI, { decision: 'accept' });
  let auth: Auth;
  const signIn: SimulatedSignIn = {
    zoho,
    ports: {
      identity: {
        getRedirectURL: () => REDIRECT_URI,
        launchWebAuthFlow: (details) => signIn.browser.launchWebAuthFlow(details),
      },
      windows: {
        onWindowOf: () => () => undefined,
        focus: () => Promise.resolve(),
        close: () => Promise.resolve(),
      },
      fetch: send,
      isOnline: () => true,
      now: () => Date.now() + signIn.ahead,
      exclusive: createLocks().request,
      identify: (token, apiOrigin) => identifyThrough(send, token, apiOrigin),
    },
    browser: freshBrowser(),
    ahead: 0,
    attempts,
    auth: () => auth,
    reset() {
      createOutside();
      zoho.reset();
      attempts.length = 0;
      signIn.ahead = 0;
      signIn.browser = freshBrowser();
      auth = createAuth(signIn.ports);
    },
    async consoleCode(dataCentre, clientId, scopes = SCOPES) {
      const form = new URLSearchParams({ client_id: clientId, scope: scopes.join(',') });
      const url = `${accountsOrigin(dataCentre)}/sim/self-client-code`;
      const answer = (await (await send(url, { method: 'POST', body: form })).json()) as { code: string };
      return answer.code;
    },
    checkNoLeak() {
      const [leak] = zoho.forbidden();
      if (leak !== undefined) throw new Error(`${leak.forbidden}: ${leak.method} ${leak.host}${leak.path}`);
    },
    async stop() {
      carrier.agent.destroy();
      await zoho.stop();
    },
  };
  auth = createAuth(signIn.ports);
  return signIn;
}

/** The org and user of a token, requested as the worker does. */
async function identifyThrough(send: typeof fetch, token: string, origin: string): Promise<TokenOwner> {
  const api = createZohoApi({
    access: {
      origin,
      token: () => Promise.resolve(token),
      renew: () => Promise.reject(new AppError('signed-out')),
    },
    fetch: send,
    timeoutMs: 10_000,
    isOnline: () => true,
    now: () => Date.now(),
    observe: () => undefined,
  });
  const missingScopes: string[] = [];
  const unlessRefused = async <Value>(asked: Promise<Value>): Promise<Value | null> => {
    try {
      return await asked;
    } catch (error) {
      if (!isAppError(error) || !['scope-missing', 'no-permission', 'permission-denied'].includes(error.code))
        throw error;
      if (error.code === 'scope-missing' && error.details.name !== undefined) missingScopes.push(error.details.name);
      return null;
    }
  };
  const [org, user] = await Promise.all([unlessRefused(api.org()), unlessRefused(api.currentUser())]);
  return { org, user, missingScopes };
}
