import { AppError } from '../shared/errors.ts';
import type { IdentityApi, WindowsApi } from './ports.ts';

/** The browser's own windows for signing in, of which it allows one at a time. */
export interface ConsentWindow {
  readonly redirectUri: string;
  /**
   * Shows Zoho's page and resolves with the address to which Zoho redirects. Throws `consent-busy`, `consent-closed`,
   * `consent-unloadable`, `sign-in-other`.
   */
  ask(url: string): Promise<string>;
  /**
   * The same without a window. Throws as above, `signed-out` when Zoho would have to ask the user, and `timeout`; an
   * address that comes after that goes to `late`.
   */
  askSilently(url: string, late: (address: string) => void): Promise<string>;
  /** Brings the open window to the front. */
  show(): Promise<void>;
  /** Closes the open window, which makes `ask` reject. */
  close(): Promise<void>;
}

interface ConsentPorts {
  readonly identity: IdentityApi;
  readonly windows: WindowsApi;
}

const SILENT_TIMEOUT_MS = 20_000;

export function createConsentWindow({ identity, windows }: ConsentPorts): ConsentWindow {
  let isAsking = false;
  /** The user has given up before the window was there. */
  let isGivenUp = false;
  let windowId: number | null = null;
  let silent: Promise<unknown> = Promise.resolve();

  async function launch(url: string, interactive: boolean): Promise<string> {
    let address: string | undefined;
    try {
      address = await identity.launchWebAuthFlow({ url, interactive });
    } catch (error) {
      throw consentError(error);
    }
    if (!address) throw new AppError('consent-closed');
    return address;
  }

  async function ask(url: string): Promise<string> {
    if (isAsking) throw new AppError('consent-busy');
    isAsking = true;
    isGivenUp = false;
    let stopWatching = (): void => undefined;
    try {
      await silent;
      if (isGivenUp) throw new AppError('consent-closed');
      stopWatching = windows.onWindowOf(url, (id) => {
        windowId = id;
      });
      return await launch(url, true);
    } finally {
      stopWatching();
      windowId = null;
      isAsking = false;
    }
  }

  async function askSilently(url: string, late: (address: string) => void): Promise<string> {
    if (isAsking) throw new AppError('consent-busy');
    const answer = inTime(launch(url, false), late);
    silent = answer.catch(() => undefined);
    return await answer;
  }

  return {
    redirectUri: identity.getRedirectURL(),
    ask,
    askSilently,
    show: async () => {
      if (windowId !== null) await windows.focus(windowId);
    },
    close: async () => {
      isGivenUp = true;
      // The user may have closed it in the same moment.
      if (windowId !== null) await windows.close(windowId).catch(() => undefined);
    },
  };
}

/** A page of Zoho that neither redirects nor loads would hold every renewal up. */
async function inTime<Result>(flow: Promise<Result>, late: (result: Result) => void): Promise<Result> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const expiry = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new AppError('timeout'));
      flow.then(late, () => undefined);
    }, SILENT_TIMEOUT_MS);
  });
  try {
    return await Promise.race([flow, expiry]);
  } finally {
    clearTimeout(timer);
  }
}

const TEXTS: readonly (readonly [RegExp, 'consent-closed' | 'signed-out' | 'consent-unloadable' | 'consent-busy'])[] = [
  // Chrome; Firefox
  [/did not approve access|cancelled or denied access/i, 'consent-closed'],
  [/user interaction required|requires user interaction/i, 'signed-out'],
  [/could not be loaded|invalid request/i, 'consent-unloadable'],
  [/only one web auth flow/i, 'consent-busy'],
];

/** The browsers tell what went wrong in English sentences only. Sources: measured in Chromium 156; Firefox's ext-identity. */
function consentError(error: unknown): AppError {
  const message = messageOf(error);
  const known = TEXTS.find(([pattern]) => pattern.test(message));
  return known
    ? new AppError(known[1], {}, { cause: error })
    : new AppError('sign-in-other', { zohoMessage: message.slice(0, 300) }, { cause: error });
}

function messageOf(error: unknown): string {
  if (typeof error === 'object' && error !== null && 'message' in error && typeof error.message === 'string')
    return error.message;
  return String(error);
}
