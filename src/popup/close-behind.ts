import { type ConnectLink, connectUrl } from '../ui/links.ts';

/** Opens the page Connect in a tab of its own. */
export function openConnect(link: ConnectLink): void {
  openPage(connectUrl(link));
}

/** Opens a page of Untag in a tab of its own. */
export function openPage(url: string): void {
  globalThis.open(url, '_blank', 'noopener');
  closeBehind();
}

/**
 * Closes the toolbar popup after a link that opens a tab. Chrome does so by itself, but Firefox leaves it in front of
 * the tab.
 */
export function closeBehindLinks(): void {
  document.addEventListener('click', ({ target, ctrlKey, metaKey, shiftKey, defaultPrevented }) => {
    const isNewTab = target instanceof Element && target.closest('a[target="_blank"]') !== null;
    if (isNewTab && !ctrlKey && !metaKey && !shiftKey && !defaultPrevented) closeBehind();
  });
}

/** Runs after the link was followed. A popup in a tab or window of its own stays. */
function closeBehind(): void {
  if (document.documentElement.dataset['inWindow'] === undefined) setTimeout(() => globalThis.close());
}
