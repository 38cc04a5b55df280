import { browser } from '../shared/browser.ts';
import { readClient, watchClient } from '../shared/client-id.ts';
import { isCrmAddress } from '../shared/data-centres.ts';
import { direction } from '../shared/i18n.ts';
import { request } from '../shared/messages.ts';
import { readPolicy } from '../shared/policy.ts';
import { crmTabs, popupShortcut } from '../ui/crm-tabs.ts';
import type { ConnectPorts, CrmTab } from './ports.ts';
import { halvesOf } from './window-halves.ts';

/** The browser's side of the page Connect. */
export function createBrowserPorts(): ConnectPorts {
  return {
    request,
    now: () => Date.now(),
    client: { read: readClient, watch: watchClient },
    policy: readPolicy,
    redirectUri: browser.identity.getRedirectURL(),
    crmTab,
    showTab,
    openTab,
    openBeside,
    copy: (text) => navigator.clipboard.writeText(text),
    shortcut: popupShortcut,
    version: browser.runtime.getManifest().version,
  };
}

async function crmTab(tabId: number | undefined): Promise<CrmTab | null> {
  const from = tabId === undefined ? null : await browser.tabs.get(tabId).catch(() => null);
  if (from?.id !== undefined && isCrmAddress(from.url)) return { id: from.id, url: from.url };
  const [last] = await crmTabs();
  return last === undefined ? null : { id: last.tabId, url: last.url };
}

async function showTab(tabId: number): Promise<boolean> {
  try {
    const { windowId } = await browser.tabs.update(tabId, { active: true });
    if (windowId !== undefined) await browser.windows.update(windowId, { focused: true });
    return true;
  } catch {
    return false;
  }
}

async function openTab(url: string): Promise<void> {
  await browser.tabs.create({ url });
}

/**
 * Moves this window to one half of the screen and opens the page in the other. Opens a tab where windows cannot be
 * placed.
 */
async function openBeside(url: string): Promise<void> {
  const { availWidth: width, availHeight: height } = screen;
  // The left edge of the screen among several screens. It is not in the standard, but both browsers have it.
  const { availLeft: left = 0, availTop: top = 0 } = screen as { availLeft?: number; availTop?: number };
  const halves = halvesOf({ left, top, width, height }, direction());
  if (halves === null) {
    await openTab(url);
    return;
  }
  try {
    const { id } = await browser.windows.getCurrent();
    if (id !== undefined) {
      // A maximised window must become a normal one before it can be placed.
      await browser.windows.update(id, { state: 'normal' });
      await browser.windows.update(id, halves.own);
    }
    await browser.windows.create({ url, ...halves.other });
  } catch {
    await openTab(url);
  }
}
