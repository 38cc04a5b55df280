import { browser } from '../shared/browser.ts';
import { inBackground } from '../shared/notes.ts';
import { parseMirror, RUN_PREFIX } from '../shared/run-mirrors.ts';
import type { RunSummary } from '../shared/run-summary.ts';
import { settingsItem } from '../shared/stored-items.ts';
import { isLong, newsOf, type NewsAction } from './run-news.ts';

const REPORT = 'src/report/index.html';
const CONNECTIONS = 'src/options/index.html#connections';

/**
 * Tells of runs that end, or wait for the user, while no page of Untag is open; only where notifications are switched on.
 * One for each run, replaced in place. Registers its listeners at once, and those of the notifications themselves as
 * soon as the browser has granted the permission.
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

/** Shows what is new about a run, and takes away what is no longer true. */
async function tell(before: RunSummary | null, now: RunSummary): Promise<void> {
  // A mirror that was not there before is an old run shown anew, after the browser was started.
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
    // Firefox draws no buttons, and refuses a notification that asks for them.
    ...('onButtonClicked' in browser.notifications
      ? { buttons: news.buttons.map(({ label }) => ({ title: label })) }
      : {}),
  });
}

/** Answers presses on notifications. False while the browser withholds them. */
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

/** Where a press leads. With Undo the report asks first, as everywhere: an undo cannot be undone. */
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
    // The browser runs without a window: the reason makes no difference to what is done about it.
    await browser.windows.create({ url });
  }
}

/** An optional permission: without it the browser has no such API at all. */
function isGranted(): boolean {
  return browser.notifications !== undefined;
}

/** Whether the user has Untag before them: popup, report or settings. */
async function isPageOpen(): Promise<boolean> {
  // Firefox has no contexts to list, but keeps its background in the process of its pages.
  if (!('getContexts' in browser.runtime)) return browser.extension.getViews().length > 1;
  const contexts = await browser.runtime.getContexts({ contextTypes: ['POPUP', 'TAB'] });
  return contexts.length > 0;
}
