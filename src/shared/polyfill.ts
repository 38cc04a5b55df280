/** Gives `browser.ts` its namespace where the browser has none; elsewhere the polyfill hands back the native one. */
import browser from 'webextension-polyfill';
import { provideBrowser } from './browser.ts';

provideBrowser(browser);
