import { browser } from '../shared/browser.ts';

const POPUP = 'src/popup/index.html';

/**
 * Opens the toolbar popup, or, where the browser does not let code open it, the same page in a small window. Must be
 * called in the tick of the user's action: Firefox allows it nowhere else.
 */
export async function openPopupOver(windowId: number | undefined): Promise<void> {
  try {
    await browser.action.openPopup(windowId === undefined ? undefined : { windowId });
  } catch {
    // No focused window, or a browser that refuses: the reason makes no difference to what is done about it.
    await browser.windows.create({ url: browser.runtime.getURL(POPUP), type: 'popup', width: 400, height: 640 });
  }
}
