import { isBrowserNative } from '../shared/browser.ts';

/** To be awaited by a page before anything else of it runs. */
export async function browserReady(): Promise<void> {
  if (!isBrowserNative) await import('../shared/polyfill.ts');
}
