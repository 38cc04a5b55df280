import { fakeBrowser } from '../shared/testing/extension.ts';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { basketItem, connectionsItem, intentItem, lastTabItem } from '../shared/stored-items.ts';
import { forgetTab } from './closed-tabs.ts';
import { hearFrame, shellTabsItem } from './crm-tabs.ts';
import { writeMirror } from '../shared/run-mirrors.ts';
import { END, runOf, basketOf, BRIGHTSIDE } from './testing/run.ts';
import { createTabs } from './testing/tabs.ts';
import { createToolbar } from './toolbar.ts';

const LEADS = 'https://crm.zoho.com/crm/org1/tab/Leads';
const DEALS = 'https://crm.zoho.com/crm/org1/tab/Potentials';
const TAB = 7;
const WORKS_ON = 'Untag works on Zoho CRM pages';

const ACTIVE = '/icons/icon-16.png';
const KEPT = { text: '3', title: 'Untag: 3 leads in your list', icon: ACTIVE };
const IDLE = { text: '', title: 'Untag: remove tags', icon: ACTIVE };
const ELSEWHERE = { text: '', title: WORKS_ON, icon: null };

let tabs = createTabs();

beforeEach(async () => {
  fakeBrowser.reset();
  tabs = createTabs();
  Object.assign(fakeBrowser, { action: tabs.action, permissions: tabs.permissions });
  Object.assign(fakeBrowser.tabs, tabs.api);
  fakeBrowser.runtime.getManifest = () => ({ content_scripts: [{ matches: ['https://crm.zoho.com/*'] }] }) as never;
  await connectionsItem.set([BRIGHTSIDE]);
});

/** Waits until every pending paint is done. */
async function settled(): Promise<void> {
  let before: number;
  do {
    before = tabs.calls.length;
    await new Promise((resolve) => setTimeout(resolve, 5));
  } while (tabs.calls.length > before);
}

async function started(): Promise<void> {
  createToolbar().paint('all');
  await settled();
}

it('paints what was there before the worker, and what comes to it afterwards', async () => {
  tabs.go(TAB, LEADS);
  tabs.go(8, undefined);
  await started();
  expect([tabs.shown(TAB), tabs.shown(8)]).toEqual([IDLE, ELSEWHERE]);
  await basketItem.set(basketOf(3));
  await settled();
  expect([tabs.shown(TAB), tabs.shown(8)]).toEqual([KEPT, ELSEWHERE]);
  tabs.go(TAB, DEALS, true);
  await settled();
  expect(tabs.shown(TAB)).toEqual(IDLE);
  tabs.go(TAB, undefined);
  await settled();
  expect(tabs.shown(TAB)).toEqual(ELSEWHERE);
});

it('does nothing for a page of another site, and reads nothing for one of the CRM', async () => {
  await basketItem.set(basketOf(3));
  await started();
  const reads = vi.spyOn(fakeBrowser.storage.local, 'get');
  const writes = vi.spyOn(fakeBrowser.storage.session, 'set');
  tabs.calls.splice(0);
  tabs.go(TAB, undefined);
  await settled();
  expect(tabs.calls).toEqual([]);
  tabs.go(TAB, LEADS);
  await settled();
  expect(tabs.shown(TAB)).toEqual(KEPT);
  expect([reads.mock.calls, writes.mock.calls]).toEqual([[], []]);
});

it('paints tabs whose address the user allows it to see', async () => {
  tabs.go(TAB, undefined);
  await started();
  expect(tabs.shown(TAB)).toEqual(ELSEWHERE);
  tabs.allow(TAB, LEADS);
  await settled();
  expect(tabs.shown(TAB)).toEqual(IDLE);
});

it.each(['setBadgeText', 'setTitle', 'setIcon'])(
  'leaves nothing over a tab that goes to another site while %s is under way',
  async (name) => {
    await basketItem.set(basketOf(3));
    await started();
    const land = tabs.slow(name);
    tabs.go(TAB, LEADS);
    await settled();
    tabs.go(TAB, undefined);
    land();
    await settled();
    expect(tabs.shown(TAB)).toEqual({ ...ELSEWHERE, icon: expect.toBeOneOf([null, '/icons/icon-inactive-16.png']) });
  },
);

it.each(['get', 'setTitle'])('shows the last of two pages, however slow %s was for the first', async (name) => {
  await basketItem.set(basketOf(3));
  await started();
  const land = tabs.slow(name);
  tabs.go(TAB, LEADS);
  tabs.go(TAB, DEALS, true);
  await settled();
  land();
  await settled();
  expect(tabs.shown(TAB)).toEqual(IDLE);
});

it('shows the last of two changes, however slow the browser was with the first', async () => {
  tabs.go(TAB, LEADS);
  await started();
  const land = tabs.slow('setBadgeText');
  await basketItem.set(basketOf(2));
  await settled();
  await basketItem.set(basketOf(3));
  await settled();
  land();
  await settled();
  expect(tabs.shown(TAB)).toEqual(KEPT);
});

it('shows a run over every tab, and the basket again when the run was seen', async () => {
  tabs.go(TAB, LEADS);
  tabs.go(8, undefined);
  await basketItem.set(basketOf(3));
  await started();
  const run = runOf({ counts: { removed: 1, failed: 2 } });
  await writeMirror(run);
  await settled();
  const failed = { text: '2', title: 'Untag: 2 of 3 leads failed' };
  expect([tabs.shown(TAB), tabs.shown(8)]).toEqual([
    { ...failed, icon: ACTIVE },
    { ...failed, icon: null },
  ]);
  await writeMirror({ ...run, isSeen: true });
  await settled();
  expect([tabs.shown(TAB), tabs.shown(8)]).toEqual([KEPT, ELSEWHERE]);
});

it('shows how far a run is twice a second, and at once how it ended', async () => {
  vi.useFakeTimers({ now: END, toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  try {
    tabs.go(TAB, LEADS);
    const running = { state: 'running', endedAt: null } as const;
    await writeMirror(runOf({ ...running, counts: { pending: 10 } }));
    createToolbar().paint('all');
    await vi.advanceTimersByTimeAsync(0);
    expect(tabs.shown(TAB)).toMatchObject({ text: '0%' });
    for (const removed of [2, 4, 6]) {
      await writeMirror(runOf({ ...running, counts: { pending: 10 - removed, removed } }));
      await vi.advanceTimersByTimeAsync(100);
      expect(tabs.shown(TAB)).toMatchObject({ text: '0%' });
    }
    await vi.advanceTimersByTimeAsync(200);
    expect(tabs.shown(TAB)).toMatchObject({ text: '60%' });
    await writeMirror(runOf({ ...running, counts: { pending: 2, removed: 8 } }));
    await writeMirror(runOf({ counts: { removed: 10 } }));
    await vi.advanceTimersByTimeAsync(0);
    expect(tabs.shown(TAB)).toMatchObject({ text: '✓' });
    tabs.calls.splice(0);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(tabs.calls).toEqual([]);
  } finally {
    vi.useRealTimers();
  }
});

it('takes the tick away after ten seconds', async () => {
  vi.useFakeTimers({ now: END, toFake: ['setTimeout', 'Date'] });
  try {
    tabs.go(TAB, LEADS);
    await writeMirror(runOf({ counts: { removed: 9 } }));
    createToolbar().paint('all');
    await vi.advanceTimersByTimeAsync(9_000);
    expect(tabs.shown(TAB)).toMatchObject({ text: '✓', title: 'Untag: removed from 9 leads' });
    await vi.advanceTimersByTimeAsync(2_000);
    expect(tabs.shown(TAB)).toEqual(IDLE);
  } finally {
    vi.useRealTimers();
  }
});

it('goes on when a tab is closed in the middle of it', async () => {
  tabs.go(TAB, LEADS);
  tabs.go(8, LEADS);
  await basketItem.set(basketOf(3));
  const land = tabs.slow('get');
  createToolbar().paint('all');
  await settled();
  tabs.close(TAB);
  land();
  await settled();
  expect(tabs.shown(8)).toEqual(KEPT);
  await basketItem.set(null);
  await settled();
  expect(tabs.shown(8)).toEqual(IDLE);
});

it('asks Firefox for the pages of the CRM only', async () => {
  await started();
  tabs.filters();
  await started();
  expect(tabs.listeners.map(({ filter }) => filter)).toEqual([
    undefined,
    { urls: ['https://crm.zoho.com/*'], properties: ['status', 'url'] },
  ]);
});

describe('a shell around the CRM', () => {
  const report = { type: 'page.framed' };
  const shell = { id: TAB };

  beforeEach(() => void (fakeBrowser.runtime.id = 'untag'));

  it('is heard of from its frame, and forgotten when that is gone', async () => {
    const toolbar = createToolbar();
    await toolbar.hear(report, { id: 'untag', url: LEADS, tab: shell });
    expect(await shellTabsItem.get()).toEqual([TAB]);
    // Its frames no longer answer.
    toolbar.paint('all');
    await settled();
    expect(await shellTabsItem.get()).toEqual([]);
  });

  it('is one of a hundred at most, and forgotten when it is closed', async () => {
    for (let id = 1; id <= 150; id += 1) await hearFrame(report, { id: 'untag', url: LEADS, tab: { id } });
    expect(await shellTabsItem.get()).toEqual(Array.from({ length: 100 }, (_, n) => n + 51));
    await lastTabItem.set({ tabId: 150, url: LEADS });
    await intentItem.set({ tabId: 150, frameId: 0, url: LEADS, ids: [], source: 'clicked', tagId: null, at: 1 });
    await forgetTab(149);
    expect(await lastTabItem.get()).not.toBeNull();
    await forgetTab(150);
    expect((await shellTabsItem.get()).at(-1)).toBe(148);
    expect([await lastTabItem.get(), await intentItem.get()]).toEqual([null, null]);
  });

  it.each([
    ['a frame of another extension', report, { id: 'other', url: LEADS, tab: shell }],
    ['a frame of another site', report, { url: 'https://evil.example/crm/org1/tab/Leads', tab: shell }],
    ['a page of the CRM in its own tab', report, { url: LEADS, tab: { ...shell, url: DEALS } }],
    ['a frame of the CRM that is not the app', report, { url: 'https://crm.zoho.com/widget', tab: shell }],
    ['a page of ours', report, { url: 'chrome-extension://untag/src/popup/index.html' }],
    ['a frame that says something else', { type: 'page.other' }, { url: LEADS, tab: shell }],
  ])('is not taken from %s', async (_who, message, sender) => {
    await createToolbar().hear(message, { id: 'untag', ...sender });
    expect(await shellTabsItem.get()).toEqual([]);
  });
});
