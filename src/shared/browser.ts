/**
 * The one door to the browser's extension API.
 *
 * Chrome before 148 has no `browser` namespace of its own: there the polyfill wraps `chrome`. Elsewhere it hands back
 * the native namespace untouched, so everything behind this file may rely on promises.
 */
import browser from 'webextension-polyfill';

export { browser };
