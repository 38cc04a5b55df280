import { AppError } from '../shared/errors.ts';
import { inBackground } from '../shared/notes.ts';
import type { IdentityApi, WindowsApi } from './ports.ts';

/** The browser's windows for sign-in. The browser allows one at a time. */
export interface ConsentWindow {
  readonly redirectUri: string;
  /**
   * Shows Zoho's page and resolves with the address of Zoho's redirect. Waits while an earlier window closes. Throws
   * `consent-busy`, `consent-closed`, `consent-unloadable`, `sign-in-other`.
   */
  ask(url: string): Promise<string>;
  /**
   * The same without a window. Throws as `ask`, and also `signed-out` when Zoho would have to ask the user, and
   * `timeout`. An address that arrives later goes to `late`.
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

/** A requested window. */
interface Asking {
  /** Whether the user no longer wants it. The window may not be open yet. */
  isGivenUp: boolean;
  windowId: number | null;
  /** Resolves when this window and all earlier ones are closed. */
  ended: Promise<void>;
}

const SILENT_TIMEOUT_MS = 20_000;

export function createConsentWindow({ identity, windows }: ConsentPorts): ConsentWindow {
  let present: Asking | null = null;
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
    const before = present;
    if (before !== null && !before.isGivenUp) throw new AppError('consent-busy');
    const own: Asking = { isGivenUp: false, windowId: null, ended: before?.ended ?? Promise.resolve() };
    const asking = own.ended.then(() => openWindow(url, own));
    own.ended = asking.then(
      () => undefined,
      () => undefined,
    );
    present = own;
    try {
      return await asking;
    } finally {
      if (present === own) present = null;
    }
  }

  async function openWindow(url: string, own: Asking): Promise<string> {
    await silent;
    if (own.isGivenUp) throw new AppError('consent-closed');
    const stopWatching = windows.onWindowOf(url, (id) => {
      own.windowId = id;
      if (own.isGivenUp) inBackground(windows.close(id), 'consent-window.close');
    });
    try {
      return await launch(url, true);
    } finally {
      stopWatching();
      own.windowId = null;
    }
  }

  async function askSilently(url: string, late: (address: string) => void): Promise<string> {
    if (present !== null) throw new AppError('consent-busy');
    const answer = inTime(launch(url, false), late);
    silent = answer.catch(() => undefined);
    return await answer;
  }

  return {
    redirectUri: identity.getRedirectURL(),
    ask,
    askSilently,
    show: async () => {
      const id = present?.windowId ?? null;
      if (id !== null) await windows.focus(id);
    },
    close: async () => {
      if (present === null) return;
      present.isGivenUp = true;
      // The user may have closed it at the same moment.
      if (present.windowId !== null) await windows.close(present.windowId).catch(() => undefined);
    },
  };
}

/** A page of Zoho that neither redirects nor loads would block every renewal. */
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
  // The texts of Chrome and Firefox.
  [/did not approve access|cancelled or denied access/i, 'consent-closed'],
  [/user interaction required|requires user interaction/i, 'signed-out'],
  [/could not be loaded|invalid request/i, 'consent-unloadable'],
  [/only one web auth flow/i, 'consent-busy'],
];

/**
 * The browsers report the cause only as an English sentence. Sources: measured in Chromium 156; Firefox's ext-identity.
 */
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
