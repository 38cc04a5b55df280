/** Gives `browser.ts` its namespace where the browser has none. Elsewhere the polyfill returns the native one. */
import browser from 'webextension-polyfill';
import { provideBrowser } from './browser.ts';

provideBrowser(browser);
