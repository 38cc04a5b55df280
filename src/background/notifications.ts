import { browser } from '../shared/browser.ts';
import { inBackground } from '../shared/notes.ts';
import { parseMirror, RUN_PREFIX } from '../shared/run-mirrors.ts';
import type { RunSummary } from '../shared/run-summary.ts';
import { settingsItem } from '../shared/stored-items.ts';
import { isLong, newsOf, type NewsAction } from './run-news.ts';

const REPORT = 'src/report/index.html';
const CONNECTIONS = 'src/options/index.html#connections';

/**
 * Notifies of runs that end, or wait for the user, while no page of Untag is open and notifications are switched on.
 * There is one for each run, replaced in place. It registers its listeners at once, and those of the notifications
 * themselves as soon as the browser has granted the permission.
 */
export function watchNews(): void {
  browser.storage.onChanged.addListener((changes, area) => {
    if (area !== 'session') return;
    for (const [key, { oldValue, newValue }] of Object.entries(changes)) {
      const now = key.startsWith(RUN_PREFIX) ? parseMirror(newValue) : null;
      if (now !== null) inBackground(tell(parseMirror(oldValue), now), 'notifications.tell');
    }
  });
  if (!hearPresses())
    browser.permissions.onAdded.addListener(({ permissions }) => {
      if (permissions?.includes('notifications') === true) hearPresses();
    });
}

/** Shows the news of a run, and removes a notification that is no longer true. */
async function tell(before: RunSummary | null, now: RunSummary): Promise<void> {
  // A new mirror belongs to an old run that is shown again after a start of the browser.
  if (before === null || !isGranted()) return;
  const news = newsOf(now);
  if (news === null || now.isSeen) {
    if (newsOf(before) !== null) await browser.notifications.clear(now.id);
    return;
  }
  if (before.state === now.state && before.why === now.why) return;
  const { notify } = await settingsItem.get();
  if (!notify || !isLong(now, Date.now()) || (await isPageOpen())) return;
  await browser.notifications.create(now.id, {
    type: 'basic',
    iconUrl: browser.runtime.getURL('icons/icon-128.png'),
    title: news.title,
    message: news.message,
    // Firefox shows no buttons, and refuses a notification with buttons.
    ...('onButtonClicked' in browser.notifications
      ? { buttons: news.buttons.map(({ label }) => ({ title: label })) }
      : {}),
  });
}

/** Handles clicks on notifications. False while the browser withholds them. */
function hearPresses(): boolean {
  if (!isGranted()) return false;
  browser.notifications.onClicked.addListener((runId) => inBackground(follow(runId, 'open'), 'notifications.follow'));
  if ('onButtonClicked' in browser.notifications)
    browser.notifications.onButtonClicked.addListener((runId, button) =>
      inBackground(press(runId, button), 'notifications.press'),
    );
  return true;
}

async function press(runId: string, button: number): Promise<void> {
  const key = RUN_PREFIX + runId;
  const stored: Record<string, unknown> = await browser.storage.session.get(key);
  const run = parseMirror(stored[key]);
  const news = run === null ? null : newsOf(run);
  await follow(runId, news?.buttons[button]?.action ?? 'open');
}

/** The target of a click. With Undo the report asks first, as everywhere, because an undo cannot be undone. */
function pageFor(runId: string, action: NewsAction): string {
  return action === 'sign-in' ? CONNECTIONS : `${REPORT}?run=${runId}${action === 'undo' ? '#undo' : ''}`;
}

async function follow(runId: string, action: NewsAction): Promise<void> {
  const url = browser.runtime.getURL(pageFor(runId, action));
  await browser.notifications.clear(runId);
  try {
    const tab = await browser.tabs.create({ url });
    if (tab.windowId !== undefined) await browser.windows.update(tab.windowId, { focused: true });
  } catch {
    // The browser runs without a window. Any reason leads to the same next step.
    await browser.windows.create({ url });
  }
}

/** An optional permission. Without it the browser does not have the API at all. */
function isGranted(): boolean {
  return browser.notifications !== undefined;
}

/** Whether a page of Untag is open: popup, report or settings. */
async function isPageOpen(): Promise<boolean> {
  // Firefox cannot list contexts, but keeps its background in the process of its pages.
  if (!('getContexts' in browser.runtime)) return browser.extension.getViews().length > 1;
  const contexts = await browser.runtime.getContexts({ contextTypes: ['POPUP', 'TAB'] });
  return contexts.length > 0;
}
