import { fakeBrowser } from '@webext-core/fake-browser';
import type { Browser } from 'webextension-polyfill';
import messages from '../../../public/_locales/en/messages.json' with { type: 'json' };
import { provideBrowser } from '../browser.ts';

/**
 * Replaces the browser in tests of pages: storage, tabs and messages come from `fake-browser`, locks have one holder at
 * a time, texts are the English ones. Import it before any module that uses the extension API.
 */
const texts: Readonly<Record<string, { readonly message: string }>> = messages;
fakeBrowser.i18n.getMessage = (key: string) => texts[key]?.message ?? '';
provideBrowser(fakeBrowser as unknown as Browser);
Object.assign(globalThis, { chrome: fakeBrowser, browser: fakeBrowser });
const browserNavigator: object = (globalThis as { navigator?: object }).navigator ?? {};
Object.defineProperty(browserNavigator, 'locks', { value: createLocks(), configurable: true });
Object.defineProperty(globalThis, 'navigator', { value: browserNavigator, configurable: true });

export { fakeBrowser };

type Task<Result> = (lock: { readonly name: string } | null) => Promise<Result>;

interface Request {
  <Result>(name: string, task: Task<Result>): Promise<Result>;
  <Result>(name: string, options: { readonly ifAvailable: boolean }, task: Task<Result>): Promise<Result>;
}

/**
 * Locks by name, one holder at a time, in the order of requests, like `navigator.locks` of all browsers, which Node 20
 * lacks. `ifAvailable`: the task runs at once, without the lock where it is held.
 */
export function createLocks(): { readonly request: Request } {
  const tails = new Map<string, Promise<unknown>>();

  function request<Result>(
    name: string,
    ...[first, second]: [Task<Result>] | [{ readonly ifAvailable: boolean }, Task<Result>]
  ): Promise<Result> {
    const task = second ?? (first as Task<Result>);
    const before = tails.get(name);
    if (second !== undefined && 'ifAvailable' in first && first.ifAvailable && before !== undefined) return task(null);
    const result = (before ?? Promise.resolve()).then(() => task({ name }));
    const tail = result
      .catch(() => undefined)
      .then(() => {
        if (tails.get(name) === tail) tails.delete(name);
      });
    tails.set(name, tail);
    return result;
  }

  return { request };
}
