/** How long the document must stay unchanged until it counts as settled, in milliseconds. */
const QUIET_MS = 200;

/**
 * Answers of a scene are there at once, but pass through storage and several signals. Waits until the document stays
 * unchanged.
 */
export function settled(): Promise<void> {
  return new Promise((resolve) => {
    let timer = setTimeout(done, QUIET_MS);
    const observer = new MutationObserver(() => {
      clearTimeout(timer);
      timer = setTimeout(done, QUIET_MS);
    });
    observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    function done(): void {
      observer.disconnect();
      resolve();
    }
  });
}

/** The element of that selector, as soon as it is there. */
export function appeared<Found extends Element>(selector: string): Promise<Found> {
  return new Promise((resolve) => {
    const look = (): boolean => {
      const found = document.querySelector<Found>(selector);
      if (found !== null) resolve(found);
      return found !== null;
    };
    if (look()) return;
    const observer = new MutationObserver(() => {
      if (look()) observer.disconnect();
    });
    observer.observe(document, { subtree: true, childList: true });
  });
}
