import { browser } from '../shared/browser.ts';

const POPUP = 'src/popup/index.html';

/**
 * Opens the toolbar popup, or the same page in a small window where the browser does not let code open the popup. It
 * must be called in the tick of the user's action, because Firefox allows it nowhere else.
 */
export async function openPopupOver(windowId: number | undefined): Promise<void> {
  try {
    await browser.action.openPopup(windowId === undefined ? undefined : { windowId });
  } catch {
    // There is no focused window, or the browser refuses. Any reason leads to the same next step.
    await browser.windows.create({ url: browser.runtime.getURL(POPUP), type: 'popup', width: 400, height: 640 });
  }
}
