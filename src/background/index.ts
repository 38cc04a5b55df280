/**
 * The worker's first tick: every part is made and every listener is registered here, before anything is awaited, because
 * the browser wakes a worker for an event only if its listener is there at once. No product logic.
 */
import '../shared/polyfill.ts';
import { createAuth } from '../auth/auth.ts';
import { createBrowserPorts } from '../auth/browser-ports.ts';
import { createCleanups } from '../cleanups/cleanups.ts';
import { createEngine } from '../runs/engine.ts';
import { createJournal } from '../runs/journal/journal.ts';
import { browser } from '../shared/browser.ts';
import { answerRequest } from '../shared/messages.ts';
import { inBackground, note, noteStrayFailures } from '../shared/notes.ts';
import type { Sender } from '../shared/senders.ts';
import { behindSchemas } from '../shared/request-schemas.ts';
import { connectionsItem, recentTagsItem, signInItem, wideningItem } from '../shared/stored-items.ts';
import { connectedBy } from '../shared/connection.ts';
import { createTags } from '../tags/tags.ts';
import { steadyClock } from '../shared/steady-clock.ts';
import { ensureNetAlarm, closeStorage, onOnline } from './worker-start.ts';
import { forgetTab } from './closed-tabs.ts';
import { createCleanupPorts } from './cleanup-ports.ts';
import { createHandlers } from './handlers.ts';
import { createIdentify } from './identify.ts';
import { createKeptAnswers } from './kept-answers.ts';
import { keepClicked } from './keep-in-basket.ts';
import { createMarkedJournal } from './marked-journal.ts';
import { forgetTitle } from './menu-title.ts';
import { watchShownMenu } from './menu-shown.ts';
import { hearReport, layOutMenu, onMenuClick } from './menus.ts';
import { createModuleDirectory } from './module-directory.ts';
import { watchNews } from './notifications.ts';
import { createRunnerPorts } from './runner-ports.ts';
import { createTagsPorts } from './tags-ports.ts';
import { createToolbar } from './toolbar.ts';
import { createViewNames } from './view-names.ts';
import { createZohoMaker, createZohoOf } from './zoho-of.ts';

noteStrayFailures();

const browserPorts = createBrowserPorts();
const makeZoho = createZohoMaker(browserPorts.fetch);
const zohoOf = createZohoOf(() => auth, makeZoho);
const auth = createAuth({ ...browserPorts, identify: createIdentify(makeZoho) });
const journal = createMarkedJournal(createJournal());
const ports = createRunnerPorts({
  api: zohoOf,
  identify: async (connectionId, wanted) => {
    await auth.accessFor(connectionId, wanted).token();
  },
  heldBy: (connectionId) => cleanups.heldBy(connectionId),
  note: (error, where) => note(where, error),
});
const engine = createEngine(ports, journal);
const tags = createTags(createTagsPorts(ports));
const cleanups = createCleanups(createCleanupPorts(ports, engine, tags));
const answers = createKeptAnswers(steadyClock(ports.clock));
const modules = createModuleDirectory(zohoOf, answers, (connectionId, listed) =>
  tags.listed({ connectionId, modules: listed }),
);
const viewNames = createViewNames(zohoOf, answers);
const handlers = behindSchemas(createHandlers({ auth, cleanups, engine, modules, viewNames, tags, zohoOf }));
const toolbar = createToolbar();
const isMenuWatched = watchShownMenu(modules.known);

browser.runtime.onMessage.addListener((message: unknown, sender: Sender) => {
  const reply = answerRequest(handlers, message, sender);
  if (reply !== undefined) return reply;
  if (!isMenuWatched) inBackground(hearReport(message, sender, modules.known), 'menus.hear-report');
  inBackground(toolbar.hear(message, sender), 'toolbar.hear');
  return undefined;
});
browser.contextMenus.onClicked.addListener((info, tab) => {
  onMenuClick(info, tab, (tabId, frameId) => keepClicked(modules, tabId, frameId));
});
// An open page makes the browser start a worker for this. That worker resumes the runs below.
browser.runtime.onConnect.addListener(() => undefined);
browser.alarms.onAlarm.addListener(resume);
browser.runtime.onInstalled.addListener(layOut);
browser.runtime.onStartup.addListener(layOut);
browser.tabs.onRemoved.addListener((tabId) => inBackground(forgetTab(tabId), 'closed-tabs.forget'));
recentTagsItem.watch(layOut);
connectionsItem.watch(layOut);
signInItem.watch((state) => {
  const connectionId = state === null ? null : connectedBy(state);
  if (connectionId === null) return;
  inBackground(thenCleanups(engine.signedIn(connectionId)), 'engine.signed-in');
  inBackground(modules.readAhead(connectionId), 'module-directory.read-ahead');
});
wideningItem.watch((state) => {
  if (state?.state === 'granted') inBackground(thenCleanups(engine.signedIn(state.connectionId)), 'engine.widened');
});
onOnline(resume);
watchNews();

inBackground(closeStorage(), 'close-storage');
inBackground(forgetTitle(), 'menu-title.forget');
inBackground(ensureNetAlarm(), 'alarms.ensure-net');
inBackground(auth.recover(), 'auth.recover');
inBackground(journal.check(), 'marked-journal.check');
resume();
toolbar.paint('all');

function resume(): void {
  inBackground(thenCleanups(engine.resume()), 'engine.resume');
  inBackground(tags.resume(), 'tags.resume');
}

/** Clean-ups wait for their runs, so they continue after these. */
async function thenCleanups(runs: Promise<void>): Promise<void> {
  try {
    await runs;
  } finally {
    await cleanups.resume();
  }
}

function layOut(): void {
  inBackground(layOutMenu(), 'menus.lay-out');
}
