/**
 * The one door to the browser's extension API: always the promise-based `browser`.
 *
 * Chrome before 148 has no such namespace: there `polyfill.ts` wraps `chrome`. The worker imports that file, because a
 * service worker may neither await while it is evaluated nor import later; pages fetch it only where it is needed
 * (`ui/page-start.ts`). So nothing may use `browser` while modules are still being evaluated: entries come last.
 */
import type { Browser } from 'webextension-polyfill';

const own = (globalThis as { readonly browser?: unknown }).browser as Browser | undefined;

export let browser = own as Browser;

/** Whether the browser has the namespace natively. */
export const isBrowserNative = own?.runtime?.id !== undefined;

/** Sets the API that `browser` stands for. */
export function provideBrowser(provided: Browser): void {
  browser = provided;
}
