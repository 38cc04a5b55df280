import { fakeBrowser } from '../shared/testing/extension.ts';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { writeMirror } from '../shared/run-mirrors.ts';
import type { RunSummary } from '../shared/run-summary.ts';
import { DEFAULT_SETTINGS, settingsItem } from '../shared/stored-items.ts';
import { watchNews } from './notifications.ts';
import { cleanupsItem, type CleanupMirror } from '../shared/cleanup-mirrors.ts';
import { cleanupOf } from './testing/cleanup.ts';
import { runOf } from './testing/run.ts';

const RUNNING = runOf({ state: 'running', endedAt: null, counts: { pending: 9 } });
const DONE = runOf({ revision: 2, counts: { removed: 9 } });
/** Pages of Untag that are open. */
let pages: readonly string[] = [];
/** Addresses of the tabs that were opened. */
let tabs: string[] = [];
/** Titles of the notifications in sight. */
const shown = new Map<string, string>();

Object.assign(fakeBrowser.runtime, { getContexts: async () => pages });
Object.assign(fakeBrowser.windows, { update: async () => undefined });
Object.assign(fakeBrowser.tabs, {
  create: async ({ url }: { url: string }) => {
    tabs.push(url);
    return { windowId: 1 };
  },
});
Object.assign(fakeBrowser.notifications, {
  create: async (id: string, { title }: { title: string }) => shown.set(id, title),
  clear: async (id: string) => shown.delete(id),
});

/** Runs through these states and waits until the last one was handled. */
async function pass(...states: readonly RunSummary[]): Promise<void> {
  for (const state of states) {
    await writeMirror(state);
    await vi.waitFor(async () =>
      expect((await fakeBrowser.storage.session.get(`run:${state.id}`))[`run:${state.id}`]).toEqual(state),
    );
  }
  await new Promise((resolve) => setImmediate(resolve));
}

beforeEach(async () => {
  fakeBrowser.reset();
  shown.clear();
  pages = [];
  tabs = [];
  await settingsItem.set({ ...DEFAULT_SETTINGS, notify: true });
  watchNews();
});

describe('notifications', () => {
  it('tells of a long run that ends while no page of Untag is open', async () => {
    await pass(RUNNING, DONE);
    expect(shown.get('run')).toBe('Removed from 9 leads');
  });

  it('says nothing where they are switched off', async () => {
    await settingsItem.set({ ...DEFAULT_SETTINGS, notify: false });
    await pass(RUNNING, DONE);
    expect(shown.size).toBe(0);
  });

  it('says nothing to somebody who looks at Untag', async () => {
    pages = ['popup'];
    await pass(RUNNING, DONE);
    expect(shown.size).toBe(0);
  });

  it('says nothing of a short run', async () => {
    await pass(RUNNING, { ...DONE, startedAt: (DONE.endedAt ?? 0) - 3_000 });
    expect(shown.size).toBe(0);
  });

  it('says nothing of an old run that is shown anew after a start of the browser', async () => {
    await pass(DONE);
    expect(shown.size).toBe(0);
  });

  it('takes it away when the run was seen, or goes on', async () => {
    await pass(RUNNING, DONE, { ...DONE, revision: 3, isSeen: true });
    expect(shown.size).toBe(0);
    const waiting = runOf({ state: 'waiting', why: 'sign-in', endedAt: null, counts: { pending: 9 } });
    await pass({ ...RUNNING, revision: 4 }, { ...waiting, revision: 5 });
    expect(shown.get('run')).toBe('Untag is paused: sign in to Zoho');
    await pass({ ...RUNNING, revision: 6 });
    expect(shown.size).toBe(0);
  });

  it('opens the report of the run; its Undo button asks there', async () => {
    await pass(RUNNING, DONE);
    await fakeBrowser.notifications.onClicked.trigger('run');
    await vi.waitFor(() => expect(tabs).toHaveLength(1));
    expect(tabs[0]).toMatch(/src\/report\/index\.html\?run=run$/);
    await fakeBrowser.notifications.onButtonClicked.trigger('run', 0);
    await vi.waitFor(() => expect(tabs).toHaveLength(2));
    expect(tabs[1]).toMatch(/\?run=run#undo$/);
    await fakeBrowser.notifications.onButtonClicked.trigger('run', 1);
    await vi.waitFor(() => expect(tabs).toHaveLength(3));
    expect(tabs[2]).toMatch(/\?run=run$/);
  });

  it('leads straight to where one signs in', async () => {
    await pass(
      RUNNING,
      runOf({ state: 'waiting', why: 'sign-in', endedAt: null, counts: { pending: 9 }, revision: 2 }),
    );
    await fakeBrowser.notifications.onButtonClicked.trigger('run', 0);
    await vi.waitFor(() => expect(tabs).toHaveLength(1));
    expect(tabs[0]).toMatch(/src\/options\/index\.html#connections$/);
  });
});

describe('notifications of a clean-up', () => {
  const AT_WORK = cleanupOf({ phase: 'removing', endedAt: null, step: 0, counts: { pending: 160 } });
  const ENDED = cleanupOf({ counts: { removed: 160 }, undoable: 160 });

  async function clean(...states: readonly CleanupMirror[]): Promise<void> {
    for (const state of states) {
      await cleanupsItem.set([state]);
      await vi.waitFor(async () => expect(await cleanupsItem.get()).toEqual([state]));
    }
    await new Promise((resolve) => setImmediate(resolve));
  }

  it('speaks once of the whole, and of none of its runs', async () => {
    const step = { ...RUNNING, id: 'clean-0', cleanupId: 'clean' };
    await clean(AT_WORK);
    await pass(step, { ...DONE, id: 'clean-0', cleanupId: 'clean' });
    expect(shown.size).toBe(0);
    await clean(ENDED);
    expect([...shown]).toEqual([['cleanup:clean', 'Removed from 160 records']]);
    await clean({ ...ENDED, isSeen: true });
    expect(shown.size).toBe(0);
  });

  it('says nothing of one that is shown anew after a start of the browser, or that somebody stopped', async () => {
    await clean(ENDED);
    expect(shown.size).toBe(0);
    await clean(AT_WORK, cleanupOf({ isStopped: true, counts: { removed: 20, 'not-sent': 140 } }));
    expect(shown.size).toBe(0);
  });

  it('tells what it waits for in its own name, with the progress of all modules', async () => {
    await clean(AT_WORK);
    const step = { ...RUNNING, id: 'clean-0', cleanupId: 'clean' };
    await pass(step, { ...step, revision: 2, state: 'waiting', why: 'sign-in' });
    expect([...shown]).toEqual([['cleanup:clean', 'Untag is paused: sign in to Zoho']]);
    await pass({ ...step, revision: 3 });
    expect(shown.size).toBe(0);
  });

  it('leads to its report, to its undo there, and with a question to the page of tags', async () => {
    await clean(AT_WORK, ENDED);
    await fakeBrowser.notifications.onClicked.trigger('cleanup:clean');
    await vi.waitFor(() => expect(tabs.at(-1)).toMatch(/src\/report\/index\.html\?cleanup=clean$/));
    await fakeBrowser.notifications.onButtonClicked.trigger('cleanup:clean', 0);
    await vi.waitFor(() => expect(tabs.at(-1)).toMatch(/\?cleanup=clean#undo$/));
    await clean(AT_WORK, { ...AT_WORK, phase: 'asking', step: null });
    expect(shown.get('cleanup:clean')).toBe('The clean-up waits for your answer');
    await fakeBrowser.notifications.onClicked.trigger('cleanup:clean');
    await vi.waitFor(() => expect(tabs.at(-1)).toMatch(/src\/tags-page\/index\.html$/));
  });
});
