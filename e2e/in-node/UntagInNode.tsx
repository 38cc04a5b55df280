import './dom.ts';
import { fakeBrowser } from '../../src/shared/testing/extension.ts';
import 'fake-indexeddb/auto';
import { act, cleanup, render, screen } from '@testing-library/preact';
import { IDBFactory } from 'fake-indexeddb';
import { createAuth } from '../../src/auth/auth.ts';
import { REDIRECT_URI } from '../../src/auth/testing/outside.ts';
import { outcome } from '../../src/auth/testing/vault.ts';
import { startSimulatedSignIn } from '../../src/auth/testing/simulated-zoho.ts';
import { createCleanupPorts } from '../../src/background/cleanup-ports.ts';
import { foundByStep, listCleanups } from '../../src/cleanups/queries/cleanups.ts';
import { closeCleanups } from '../../src/cleanups/store/database.ts';
import { type Cleanups, createCleanups } from '../../src/cleanups/cleanups.ts';
import { createHandlers } from '../../src/background/handlers.ts';
import { createIdentify } from '../../src/background/identify.ts';
import { createKeptAnswers } from '../../src/background/kept-answers.ts';
import { createModuleDirectory } from '../../src/background/module-directory.ts';
import { createRunnerPorts } from '../../src/background/runner-ports.ts';
import { createTagsPorts } from '../../src/background/tags-ports.ts';
import { createTags } from '../../src/tags/tags.ts';
import { createViewNames } from '../../src/background/view-names.ts';
import { createZohoMaker, createZohoOf } from '../../src/background/zoho-of.ts';
import { App } from '../../src/popup/App.tsx';
import { addressIn } from '../../src/tags-page/address.ts';
import { type TagsPageData, TagsPageModel } from '../../src/tags-page/models/TagsPageModel.ts';
import type { TagsPagePorts } from '../../src/tags-page/ports.ts';
import { TagsContext } from '../../src/tags-page/tags-context.ts';
import { TagsPage } from '../../src/tags-page/TagsPage.tsx';
import { readOrgTags, readTagModules, readTagRows } from '../../src/tags/queries/lists.ts';
import { closeTags } from '../../src/tags/store/database.ts';
import { PopupModel } from '../../src/popup/models/PopupModel.ts';
import { createEngine } from '../../src/runs/engine.ts';
import { vi } from 'vitest';
import { closeJournal } from '../../src/runs/journal/open-journal.ts';
import * as journal from '../../src/popup/later-ports.ts';
import { pageContextOf } from '../../src/shared/page-context.ts';
import type { Handlers, request, RequestName } from '../../src/shared/messages.ts';
import { effectiveSettings } from '../../src/shared/policy.ts';
import { readRun } from '../../src/runs/queries/runs.ts';
import { holdersCsv } from '../../src/ui/holders-csv.ts';
import { steadyClock } from '../../src/shared/steady-clock.ts';
import { readMirrors, watchMirrors } from '../../src/shared/run-mirrors.ts';
import type { SignInState } from '../../src/shared/connection.ts';
import type { PopupPorts } from '../../src/popup/models/ports.ts';
import '../../src/ui/testing/patience.ts';
import { listAddress } from '../browser/addresses.ts';
import { EXTENSION_CLIENT_ID } from '../zoho/world/clients.ts';
import { commonTag } from '../common-tag.ts';
import type { Zoho } from '../zoho/simulator.ts';
import type { Module } from '../zoho/world/module.ts';

/** A whole journey takes a second, and many seconds on a busy machine. */
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

/**
 * Untag without a browser: the worker's parts as the worker connects them, a sign-in through Zoho's own pages, real
 * HTTPS to the simulated Zoho, and the popup over a document. The parts that only a browser has (tabs, windows, alarms,
 * a worker that dies) are missing.
 */
export interface UntagInNode {
  readonly zoho: Zoho;
  /** A fresh Zoho, and an unused browser. */
  reset(): Promise<void>;
  /** Signs in as Mara of Brightside Solar, who accepts. Resolves with the end of the sign-in. */
  connect(way?: 'client' | 'server'): Promise<SignInState | null>;
  /** The worker's handlers of requests from pages. */
  readonly handlers: Handlers;
  /** Opens the popup over a list of leads in which these are ticked. */
  popup(ids: readonly string[], address?: string): Promise<void>;
  /** The person who signs in next, and their answer to Zoho's question; at first Mara of Brightside Solar, who accepts. */
  be(org: string, user: string, decision?: 'accept' | 'refuse'): void;
  /** Opens the page of all tags. `saved` receives its saved files. */
  tagsPage(query?: string): Promise<{ readonly page: TagsPageData; readonly saved: readonly File[] }>;
  /** Throws when there was a request that Untag must never make. */
  checkNoLeak(): void;
  stop(): Promise<void>;
}

export async function startUntag(): Promise<UntagInNode> {
  const signIn = await startSimulatedSignIn();
  const { zoho, ports } = signIn;
  let handlers: Handlers;

  function startWorker(): void {
    const makeZoho = createZohoMaker(ports.fetch);
    const auth = createAuth({ ...ports, identify: createIdentify(makeZoho) });
    const zohoOf = createZohoOf(() => auth, makeZoho);
    const outside = createRunnerPorts({
      api: zohoOf,
      identify: async (connectionId, wanted) => {
        await auth.accessFor(connectionId, wanted).token();
      },
      heldBy: (connectionId) => cleanups.heldBy(connectionId),
      note: () => undefined,
    });
    const engine = createEngine(outside);
    const tags = createTags(createTagsPorts(outside));
    const cleanups: Cleanups = createCleanups(createCleanupPorts(outside, engine, tags));
    const answers = createKeptAnswers(steadyClock(outside.clock));
    const modules = createModuleDirectory(zohoOf, answers, (connectionId, listed) =>
      tags.listed({ connectionId, modules: listed }),
    );
    handlers = createHandlers({
      auth,
      cleanups,
      engine,
      modules,
      viewNames: createViewNames(zohoOf, answers),
      tags,
      zohoOf,
    });
  }

  function popupPorts(ids: readonly string[], address: string): PopupPorts {
    const context = pageContextOf(new URL(address));
    const groups = [{ moduleSlug: context.moduleSlug ?? '', ids: [...ids] }];
    return {
      request: ((name: RequestName, data: never) => handlers[name](data)) as typeof request,
      askTab: () =>
        Promise.resolve({
          state: 'answered',
          frameId: 0,
          answer: {
            url: address,
            context,
            ticked: {
              groups,
              refused: 0,
              disagreeing: 0,
              zohoCount: ids.length,
              isWholeView: false,
              hasPages: false,
              rows: 50,
              elsewhere: 0,
              isReadable: true,
            },
            clicked: null,
          },
        }),
      clientId: () => Promise.resolve(EXTENSION_CLIENT_ID),
      redirectUri: () => REDIRECT_URI,
      saveCsv: () => Promise.resolve(),
      journal: {
        check: journal.checkJournal,
        preview: journal.readPreview,
        records: journal.listRecords,
        failures: journal.failuresByReason,
      },
      mirrors: { read: readMirrors, watch: watchMirrors },
      tabs: {
        current: () => Promise.resolve({ id: 1, url: address }),
        reload: () => Promise.resolve(),
        show: () => Promise.resolve(true),
      },
      hosts: { withheld: () => Promise.resolve([]), ask: () => Promise.resolve(true) },
      now: () => Date.now(),
      newId: () => crypto.randomUUID(),
    };
  }

  function tagsPagePorts(query: string, saved: File[]): TagsPagePorts {
    return {
      request: ((name: RequestName, data: never) => handlers[name](data)) as typeof request,
      mirrors: { read: readMirrors, watch: watchMirrors },
      newId: () => crypto.randomUUID(),
      cleanups: { list: listCleanups },
      journal: { failures: journal.failuresByReason },
      found: foundByStep,
      settings: effectiveSettings,
      tags: { org: readOrgTags, modules: readTagModules, rows: readTagRows },
      address: { read: () => addressIn(query), write: () => undefined, watch: () => () => undefined },
      clientId: () => Promise.resolve(EXTENSION_CLIENT_ID),
      hosts: { withheld: () => Promise.resolve([]), ask: () => Promise.resolve(true) },
      network: { isOnline: () => true, watch: () => () => undefined },
      now: () => Date.now(),
      async saveHolders(runIds) {
        const runs = await Promise.all(runIds.map(readRun));
        const file = await holdersCsv(runs.flatMap((run) => run ?? []));
        if (file !== null) saved.push(file);
      },
      save: (file) => saved.push(file),
      version: '1.0.0',
    };
  }

  return {
    zoho,
    get handlers() {
      return handlers;
    },
    async reset() {
      cleanup();
      await closeJournal();
      await closeTags();
      await closeCleanups();
      signIn.reset();
      globalThis.indexedDB = new IDBFactory();
      startWorker();
      const org = zoho.world.org('brightside');
      signIn.browser.person = { zuid: org.user('mara').zuid, zgid: org.zgid, forSession: true, decision: 'accept' };
    },
    async connect(way = 'client') {
      const server = zoho.credentials['brightside'];
      if (server === undefined) throw new Error('Brightside Solar has no application of its own.');
      const { clientId, clientSecret } = way === 'client' ? { clientId: EXTENSION_CLIENT_ID } : server;
      await handlers['sign-in.start']({ way, dataCentre: 'us', clientId, ...(clientSecret && { clientSecret }) });
      return outcome();
    },
    async popup(ids, address = listAddress(zoho)) {
      const popup = new PopupModel(popupPorts(ids, address));
      render(<App popup={popup} />);
      await act(() => popup.load());
    },
    be(key, user, decision = 'accept') {
      const org = zoho.world.org(key);
      signIn.browser.person = { zuid: org.user(user).zuid, zgid: org.zgid, forSession: true, decision };
    },
    async tagsPage(query = '') {
      const saved: File[] = [];
      const page = new TagsPageModel(tagsPagePorts(query, saved));
      render(
        <TagsContext.Provider value={page}>
          <TagsPage />
        </TagsContext.Provider>,
      );
      await act(() => page.load());
      return { page, saved };
    },
    checkNoLeak: () => signIn.checkNoLeak(),
    stop: async () => {
      cleanup();
      fakeBrowser.reset();
      await closeJournal();
      await closeTags();
      await signIn.stop();
    },
  };
}

/** Six leads, and the tag that most of them carry. */
export function sixLeads(zoho: Zoho): { leads: Module; ids: readonly string[]; tag: string } {
  const leads = zoho.world.org('brightside').module('Leads');
  const ids = leads.ids(6);
  return { leads, ids, tag: commonTag(leads, ids) };
}

/** Ticks the box of a tag once it is there, and presses Remove. */
export async function remove(tag: string): Promise<void> {
  const box = await screen.findByRole('checkbox', { name: (name) => name.startsWith(`${tag} `) });
  await act(() => box.click());
  const button = await screen.findByRole('button', { name: /^Remove 1 tag from/ });
  await act(() => button.click());
}
