import { browser } from '../shared/browser.ts';
import { cleanupsItem } from '../shared/cleanup-mirrors.ts';
import { note } from '../shared/notes.ts';
import { isCrmAddress } from '../shared/data-centres.ts';
import { parseMirror, readMirrors, RUN_PREFIX } from '../shared/run-mirrors.ts';
import type { Sender } from '../shared/senders.ts';
import { basketItem, connectionsItem, vouchedOrgsItem } from '../shared/stored-items.ts';
import { DONE_SHOWN_MS } from './badge.ts';
import { crmPatterns, crmTabs, hearFrame } from './crm-tabs.ts';
import { type Part, paintTab } from './paint-tab.ts';
import { overAllTabs, type ToolbarFacts } from './tab-look.ts';

/** White on each background of a badge. Without a colour a browser may choose black on some of them. */
const BADGE_TEXT = '#ffffff';

/** Milliseconds until the button shows a run in which only counts have changed. Each paint costs the browser some work. */
const COUNTS_SHOWN_MS = 500;

/** Stored items that change the button, besides the mirrors of runs. */
const HANGS_ON: Readonly<Record<string, readonly string[]>> = {
  local: ['basket', 'connections'],
  session: ['vouchedOrgs', 'shellTabs', 'cleanups'],
};

/**
 * Keeps the toolbar button in step with the pages of the CRM, every run and the basket. The general state has the run's badge
 * and is for pages that are not Zoho's; CRM tabs get an icon and a tooltip of their own. Browsers reset a tab to the general
 * state when it goes to another document, so that other sites need no work.
 */
export function createToolbar() {
  let turns: Promise<void> = Promise.resolve();
  let waiting: Part | null = null;
  let known: Promise<ToolbarFacts> | null = null;
  let counted: ReturnType<typeof setTimeout> | null = null;

  /**
   * Paints one after the other, each from fresh facts. Of two at once the slower one would paint old facts. When the
   * browser fails, the button stays as it is until the next change.
   */
  function inTurn(painting: () => Promise<void>): void {
    turns = turns.then(painting).catch((error: unknown) => note('toolbar.paint', error));
  }

  /** The stored values, read once and again after each change, so that navigation reads nothing. */
  function readFacts(): Promise<ToolbarFacts> {
    const reading = known ?? factsNow();
    known = reading;
    reading.catch(() => (known = null));
    return reading;
  }

  /** Paints the button over all tabs. Until its turn comes, one call stands for all. */
  function paint(part: Part): void {
    if (waiting === null) inTurn(paintWaiting);
    if (waiting !== 'all') waiting = part;
  }

  function paintCounts(): void {
    counted ??= setTimeout(() => paint('words'), COUNTS_SHOWN_MS);
  }

  async function paintWaiting(): Promise<void> {
    const part = waiting ?? 'all';
    waiting = null;
    clearTimeout(counted ?? undefined);
    counted = null;
    const facts = await readFacts();
    const badge = overAllTabs(facts, Date.now());
    await Promise.all([
      browser.action.setBadgeText({ text: badge.text }),
      browser.action.setBadgeBackgroundColor({ color: badge.background }),
      browser.action.setBadgeTextColor({ color: BADGE_TEXT }),
      browser.action.setTitle({ title: badge.title }),
    ]);
    if (badge.text === '✓') setTimeout(() => paint('words'), DONE_SHOWN_MS);
    await Promise.allSettled((await crmTabs()).map((tabId) => paintTab(tabId, part, facts)));
  }

  function paintOver(tabId: number): void {
    inTurn(async () => paintTab(tabId, 'all', await readFacts()));
  }

  browser.storage.onChanged.addListener((changes, area) => {
    const keys = Object.keys(changes);
    const isRun = area === 'session' && keys.some((key) => key.startsWith(RUN_PREFIX));
    if (!isRun && !keys.some((key) => HANGS_ON[area]?.includes(key) === true)) return;
    known = null;
    if (Object.entries(changes).every(hasOnlyCounted)) paintCounts();
    else paint('words');
  });
  onPageChanged(paintOver);
  // Access to a host was withheld. From now on its tabs reveal their addresses.
  browser.permissions.onAdded.addListener(() => paint('all'));

  return {
    paint,
    /** Receives the message of a CRM page's frame, and ignores everything else. */
    async hear(message: unknown, sender: Sender): Promise<void> {
      const tabId = await hearFrame(message, sender).catch(() => null);
      if (tabId !== null) paintOver(tabId);
    },
  };
}

/** Whether a stored item is a run that goes on as before, with other counts. */
function hasOnlyCounted([key, { oldValue, newValue }]: [string, { oldValue?: unknown; newValue?: unknown }]): boolean {
  if (!key.startsWith(RUN_PREFIX)) return false;
  const [before, after] = [parseMirror(oldValue), parseMirror(newValue)];
  if (before === null || after === null) return false;
  return (['state', 'why', 'until', 'isSeen'] as const).every((name) => before[name] === after[name]);
}

async function factsNow(): Promise<ToolbarFacts> {
  const [runs, cleanups, basket, connections, vouched] = await Promise.all([
    readMirrors(),
    cleanupsItem.get(),
    basketItem.get(),
    connectionsItem.get(),
    vouchedOrgsItem.get(),
  ]);
  return { runs, cleanups, basket, connections, vouched };
}

/**
 * Calls back with each tab that reaches a page of the CRM, also where the CRM's app changes the address without a
 * reload. It needs no permission, because browsers reveal the addresses of Untag's hosts. Firefox wakes the background
 * for those pages only. Chromium has no such filter, and wakes it for pages of every site, without their addresses.
 */
function onPageChanged(callback: (tabId: number) => void): void {
  const { onUpdated } = browser.tabs;
  const listener: Parameters<typeof onUpdated.addListener>[0] = (tabId, { status, url }, tab) => {
    if ((status === 'loading' || url !== undefined) && isCrmAddress(tab.url)) callback(tabId);
  };
  try {
    onUpdated.addListener(listener, { urls: crmPatterns(), properties: ['status', 'url'] });
  } catch {
    onUpdated.addListener(listener);
  }
}
