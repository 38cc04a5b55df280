interface Connectivity {
  readonly connection?: EventTarget;
}

/**
 * Calls back when the network is there again. Chromium's service workers never get an `online` event, but hear of the
 * change through `navigator.connection` (seen in Chromium 156); Firefox's event page has the event and not the other.
 */
export function onOnline(callback: () => void): void {
  self.addEventListener('online', callback);
  (navigator as Connectivity).connection?.addEventListener('change', () => {
    if (navigator.onLine) callback();
  });
}
