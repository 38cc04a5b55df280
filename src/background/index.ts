/**
 * The worker's first tick: every part is made and every listener is registered here, before anything is awaited, because
 * the browser wakes a worker for an event only if its listener is there at once. No product logic.
 */
import '../shared/polyfill.ts';
import { createAuth } from '../auth/auth.ts';
import { createBrowserPorts } from '../auth/browser-ports.ts';
import { createEngine } from '../runs/engine.ts';
import { browser } from '../shared/browser.ts';
import { answerRequest } from '../shared/messages.ts';
import { behindSchemas } from '../shared/request-schemas.ts';
import { connectionsItem, recentTagsItem, signInItem } from '../shared/stored-items.ts';
import { connectedBy } from '../shared/connection.ts';
import { ensureNetAlarm, closeStorage, onOnline } from './worker-start.ts';
import type { Sender } from './crm-tabs.ts';
import { createHandlers } from './handlers.ts';
import { createIdentify } from './identify.ts';
import { keepClicked } from './keep-in-basket.ts';
import { forgetTitle } from './menu-title.ts';
import { watchShownMenu } from './menu-shown.ts';
import { hearReport, layOutMenu, onMenuClick } from './menus.ts';
import { createModuleDirectory } from './module-directory.ts';
import { watchNews } from './notifications.ts';
import { createRunnerPorts } from './runner-ports.ts';
import { createToolbar } from './toolbar.ts';
import { createZohoMaker, createZohoOf } from './zoho-of.ts';

const browserPorts = createBrowserPorts();
const makeZoho = createZohoMaker(browserPorts.fetch);
const zohoOf = createZohoOf(() => auth, makeZoho);
const auth = createAuth({ ...browserPorts, identify: createIdentify(makeZoho) });
const engine = createEngine(
  createRunnerPorts({
    api: zohoOf,
    identify: (connectionId) => auth.identityOf(connectionId),
    note: () => undefined,
  }),
);
const modules = createModuleDirectory(zohoOf);
const handlers = behindSchemas(createHandlers({ auth, engine, modules, zohoOf }));
const toolbar = createToolbar();
const isMenuWatched = watchShownMenu(modules.known);

browser.runtime.onMessage.addListener((message: unknown, sender: Sender) => {
  const reply = answerRequest(handlers, message, sender.url);
  if (reply !== undefined) return reply;
  if (!isMenuWatched) void hearReport(message, sender.url, modules.known);
  void toolbar.hear(message, sender);
  return undefined;
});
browser.contextMenus.onClicked.addListener((info, tab) => {
  onMenuClick(info, tab, (tabId, frameId) => keepClicked(modules, tabId, frameId));
});
// An open page has the browser start a worker for this; that one goes on by itself, below.
browser.runtime.onConnect.addListener(() => undefined);
browser.alarms.onAlarm.addListener(() => void engine.resume());
browser.runtime.onInstalled.addListener(() => void layOutMenu());
browser.runtime.onStartup.addListener(() => void layOutMenu());
recentTagsItem.watch(() => void layOutMenu());
connectionsItem.watch(() => void layOutMenu());
signInItem.watch((state) => {
  const connectionId = state === null ? null : connectedBy(state);
  if (connectionId !== null) void engine.signedIn(connectionId);
});
onOnline(() => void engine.resume());
watchNews();

void closeStorage();
void forgetTitle();
void ensureNetAlarm();
void auth.recover();
void engine.resume();
toolbar.paint('all');
