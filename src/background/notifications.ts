import * as v from 'valibot';
import { browser } from '../shared/browser.ts';
import {
  CLEANUPS_KEY,
  type CleanupMirror,
  cleanupsItem,
  cleanupsSchema,
  runAtWork,
} from '../shared/cleanup-mirrors.ts';
import { cleanupProgress } from '../shared/cleanup-progress.ts';
import { inBackground } from '../shared/notes.ts';
import { parseMirror, readMirrors, RUN_PREFIX } from '../shared/run-mirrors.ts';
import type { RunSummary } from '../shared/run-summary.ts';
import { settingsItem } from '../shared/stored-items.ts';
import { cleanupNews, cleanupSoFar, isLong, type News, newsOf, type NewsAction, waitingNews } from './run-news.ts';

const REPORT = 'src/report/index.html';
const TAGS = 'src/tags-page/index.html';
const CONNECTIONS = 'src/options/index.html#connections';

/** Prefix of a clean-up's notification id. */
const CLEANUP_PREFIX = 'cleanup:';

/**
 * Notifies of runs and clean-ups that end, or wait for the user, while no page of Untag is open and notifications are
 * switched on. There is one for each, replaced in place; the runs of a clean-up have none of their own. It registers its
 * listeners at once, and those of the notifications themselves as soon as the browser has granted the permission.
 */
export function watchNews(): void {
  browser.storage.onChanged.addListener((changes, area) => {
    if (area !== 'session') return;
    for (const [key, { oldValue, newValue }] of Object.entries(changes)) {
      const now = key.startsWith(RUN_PREFIX) ? parseMirror(newValue) : null;
      if (now !== null) inBackground(tellRun(parseMirror(oldValue), now), 'notifications.tell');
    }
    const cleanups = changedCleanups(changes);
    if (cleanups !== null) inBackground(tellCleanups(cleanups.before, cleanups.now), 'notifications.tell');
  });
  if (!hearPresses())
    browser.permissions.onAdded.addListener(({ permissions }) => {
      if (permissions?.includes('notifications') === true) hearPresses();
    });
}

/** Shows the news of a run, and removes a notification that is no longer true. */
async function tellRun(before: RunSummary | null, now: RunSummary): Promise<void> {
  // A new mirror belongs to an old run that is shown again after a start of the browser.
  if (before === null || !isGranted()) return;
  if (now.cleanupId !== undefined) return tellStep(before, now, now.cleanupId);
  await tell({
    id: now.id,
    hadNews: newsOf(before) !== null,
    news: now.isSeen ? null : newsOf(now),
    isNew: before.state !== now.state || before.why !== now.why,
    times: now,
  });
}

/** The only news of a step is what it waits for. It is shown as news of its clean-up. */
async function tellStep(before: RunSummary, now: RunSummary, cleanupId: string): Promise<void> {
  const isHeld = ({ state, why }: RunSummary) => state === 'waiting' || (state === 'reading' && why !== null);
  if (before.why === now.why || !(isHeld(before) || isHeld(now))) return;
  const cleanup = (await cleanupsItem.get()).find(({ id }) => id === cleanupId);
  if (cleanup === undefined) return;
  const runs = new Map((await readMirrors()).map((run) => [run.id, run]));
  const soFar = cleanupSoFar(
    cleanup,
    cleanupProgress(cleanup, (id) => runs.get(id)),
  );
  await tell({
    id: CLEANUP_PREFIX + cleanupId,
    hadNews: isHeld(before) && waitingNews(before, soFar) !== null,
    news: isHeld(now) ? waitingNews(now, soFar) : null,
    isNew: true,
    times: cleanup,
  });
}

/** The clean-ups before and after a change of `storage.session`. Null if the change does not concern them. */
function changedCleanups(
  changes: Readonly<Record<string, { oldValue?: unknown; newValue?: unknown }>>,
): { readonly before: readonly CleanupMirror[]; readonly now: readonly CleanupMirror[] } | null {
  const change = changes[CLEANUPS_KEY];
  if (change === undefined) return null;
  const parse = (value: unknown): readonly CleanupMirror[] => {
    const result = v.safeParse(cleanupsSchema, value);
    return result.success ? result.output : [];
  };
  return { before: parse(change.oldValue), now: parse(change.newValue) };
}

/** Shows how clean-ups have ended, what they ask, and what their changes of tags wait for. A clean-up that is new in the
 * storage may be old, as above. */
async function tellCleanups(before: readonly CleanupMirror[], now: readonly CleanupMirror[]): Promise<void> {
  if (!isGranted()) return;
  for (const was of before) {
    const cleanup = now.find(({ id }) => id === was.id);
    const news = cleanup === undefined || cleanup.isSeen ? null : newsOfCleanup(cleanup);
    await tell({
      id: CLEANUP_PREFIX + was.id,
      hadNews: newsOfCleanup(was) !== null,
      news,
      isNew: cleanup?.phase !== was.phase || cleanup.wait?.why !== was.wait?.why,
      times: cleanup ?? was,
    });
  }
}

function newsOfCleanup(cleanup: CleanupMirror): News | null {
  const { wait } = cleanup;
  if (wait === null) return cleanupNews(cleanup);
  return waitingNews(
    wait,
    cleanupSoFar(
      cleanup,
      cleanupProgress(cleanup, () => undefined),
    ),
  );
}

interface Told {
  readonly id: string;
  /** Whether a notification from before may still be on screen. */
  readonly hadNews: boolean;
  readonly news: News | null;
  readonly isNew: boolean;
  readonly times: Pick<RunSummary, 'startedAt' | 'endedAt'>;
}

async function tell({ id, hadNews, news, isNew, times }: Told): Promise<void> {
  if (news === null) {
    if (hadNews) await browser.notifications.clear(id);
    return;
  }
  const { notify } = await settingsItem.get();
  if (!isNew || !notify || !isLong(times, Date.now()) || (await isPageOpen())) return;
  await browser.notifications.create(id, {
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
  browser.notifications.onClicked.addListener((id) => inBackground(click(id), 'notifications.follow'));
  if ('onButtonClicked' in browser.notifications)
    browser.notifications.onButtonClicked.addListener((id, button) =>
      inBackground(press(id, button), 'notifications.press'),
    );
  return true;
}

/** A click on a question opens the page where it is answered. Any other click opens the report. */
async function click(id: string): Promise<void> {
  const news = await newsNow(id);
  await follow(id, news?.buttons.length === 1 && news.buttons[0]?.action === 'tags' ? 'tags' : 'open');
}

async function press(id: string, button: number): Promise<void> {
  const news = await newsNow(id);
  await follow(id, news?.buttons[button]?.action ?? 'open');
}

/** The text of the notification with that id, built again from the stored state. */
async function newsNow(id: string): Promise<News | null> {
  const runs = await readMirrors();
  if (!id.startsWith(CLEANUP_PREFIX)) {
    const run = runs.find((one) => one.id === id);
    return run === undefined ? null : newsOf(run);
  }
  const cleanup = (await cleanupsItem.get()).find((one) => CLEANUP_PREFIX + one.id === id);
  if (cleanup === undefined) return null;
  const run = runAtWork(cleanup, (runId) => runs.find((one) => one.id === runId));
  return newsOfCleanup(cleanup) ?? (run === undefined ? null : waitingNews(run, ''));
}

/** The target of a click. With Undo the report asks first, as everywhere, because an undo cannot be undone. */
function pageFor(id: string, action: NewsAction): string {
  if (action === 'sign-in') return CONNECTIONS;
  if (action === 'tags') return TAGS;
  const what = id.startsWith(CLEANUP_PREFIX) ? `cleanup=${id.slice(CLEANUP_PREFIX.length)}` : `run=${id}`;
  return `${REPORT}?${what}${action === 'undo' ? '#undo' : ''}`;
}

async function follow(id: string, action: NewsAction): Promise<void> {
  const url = browser.runtime.getURL(pageFor(id, action));
  await browser.notifications.clear(id);
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
