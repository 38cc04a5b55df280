import './testing/extension.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { askTab, bestOf, type TabAddress, type TabAnswer } from './ask-tab.ts';
import { pageContextOf } from './page-context.ts';
import type { PageAnswer, TickedRows } from './page.ts';
import { createFrames } from './testing/frames.ts';

const ID = '6834250000003103001';
const LIST = 'https://crm.zoho.com/crm/org1/tab/Leads';
const FILES = ['src/content/index.iife.js'];
const ONE = 'https://one.zoho.com/zohoone/acme/home/cxapp';
const TICKED: TickedRows = {
  groups: [{ moduleSlug: 'Leads', ids: [ID] }],
  refused: 0,
  disagreeing: 0,
  zohoCount: null,
  isWholeView: false,
  hasPages: true,
  rows: 3,
  elsewhere: 0,
  isReadable: true,
};
const NONE: TickedRows = { ...TICKED, groups: [] };

/** The answer of an honest page at that address. */
function honest(url: string, ticked: TickedRows = TICKED): PageAnswer {
  return { url, context: pageContextOf(new URL(url)), ticked, clicked: null };
}

let tab: ReturnType<typeof createFrames>;

beforeEach(() => {
  vi.useFakeTimers();
  tab = createFrames();
  tab.tabUrl = LIST;
});

afterEach(() => void vi.useRealTimers());

async function ask(address: Partial<TabAddress> = {}): Promise<TabAnswer> {
  const answer = askTab({ tabId: 7, ...address });
  await vi.runAllTimersAsync();
  return answer;
}

describe('a page of the CRM', () => {
  it('answers for itself: no frame in it is asked, wherever the menu was opened', async () => {
    const frame = honest('https://crm.zoho.com/crm/org2/tab/Contacts', TICKED);
    tab.frames = [
      { url: LIST, says: [honest(LIST, NONE)] },
      { url: frame.url, says: [frame] },
    ];
    for (const address of [{}, { frameId: 1 }, { frameUrl: frame.url }])
      expect(await ask(address)).toEqual({ state: 'answered', answer: honest(LIST, NONE), frameId: 0 });
    expect(new Set(tab.asked)).toEqual(new Set([0]));
  });

  it('is heard once, and what it adds is left out', async () => {
    const more = honest(LIST, NONE);
    tab.frames = [
      { url: LIST, says: [{ ...honest(LIST), more: '<script>' }, ...Array.from({ length: 999 }, () => more)] },
    ];
    expect(await ask()).toEqual({ state: 'answered', answer: honest(LIST), frameId: 0 });
  });

  const said = (changes: Partial<PageAnswer['context']>) => ({
    ...honest(LIST),
    context: { ...honest(LIST).context, ...changes },
  });

  it.each([
    ['another data centre', said({ host: 'crm.zoho.eu' })],
    ['a sandbox', said({ host: 'crmsandbox.zoho.com' })],
    ['a foreign host', said({ host: 'crm.zoho.com.evil.example' })],
    ['another org', said({ orgSegment: 'org2' })],
    ['no org', said({ orgSegment: null })],
    ['another module', said({ moduleSlug: 'Contacts' })],
    ['a module with a control of direction', said({ moduleSlug: '\u202ELeads' })],
    ['a record', said({ view: 'record', recordId: ID })],
    ['another view', said({ viewId: ID })],
  ])('is refused where it says that it is %s', async (_what, message) => {
    tab.frames = [{ url: LIST, says: [message] }];
    expect(await ask()).toEqual({
      state: 'refused',
      browser: honest(LIST).context,
      page: message.context,
      frameId: 0,
    });
  });

  const ticked = (changes: object) => ({ ...honest(LIST), ticked: { ...TICKED, ...changes } });
  const clicked = (changes: object) => ({
    ...honest(LIST),
    clicked: { id: ID, moduleSlug: 'Leads', isTicked: true, at: 1, ...changes },
  });
  const many = Array.from({ length: 1_001 }, (_, n) => String(683425000000000000n + BigInt(n)));

  it.each([
    ['nothing', null],
    ['an id that is none', ticked({ groups: [{ moduleSlug: 'Leads', ids: ['12'] }] })],
    ['an id that is a number', ticked({ groups: [{ moduleSlug: 'Leads', ids: [6834250000003103] }] })],
    ['ids in no array', ticked({ groups: [{ moduleSlug: 'Leads', ids: { 0: ID, length: 1 } }] })],
    ['a view that is none', said({ view: 'all' as never })],
    ['no ticked rows', { ...honest(LIST), ticked: null }],
    ['a count below zero', ticked({ refused: -1 })],
    ['a count beyond all records', ticked({ zohoCount: 1e308 })],
    ['an endless name', said({ moduleSlug: 'x'.repeat(201) })],
    ['more rows than a list has', ticked({ groups: [{ moduleSlug: 'Leads', ids: many }] })],
    [
      'more rows than a list has, in several groups',
      ticked({
        groups: [
          { moduleSlug: 'Leads', ids: many.slice(0, 501) },
          { moduleSlug: 'Leads', ids: many.slice(501) },
        ],
      }),
    ],
    ['groups in no array', ticked({ groups: { 0: { moduleSlug: 'Leads', ids: [ID] }, length: 1 } })],
    ['an id twice', ticked({ groups: [{ moduleSlug: 'Leads', ids: [ID, ID] }] })],
    [
      'an id in two groups',
      ticked({
        groups: [
          { moduleSlug: 'Leads', ids: [ID] },
          { moduleSlug: 'Leads', ids: [ID] },
        ],
      }),
    ],
    ['rows of another module', ticked({ groups: [{ moduleSlug: 'Contacts', ids: [ID] }] })],
    ['a clicked row of another module', clicked({ moduleSlug: 'Contacts' })],
    ['a clicked row that is ticked and is not', clicked({ isTicked: false })],
    ['a click at no time', clicked({ at: Number.POSITIVE_INFINITY })],
  ])('is refused where it says %s', async (_what, message) => {
    tab.frames = [{ url: LIST, says: [message] }];
    const answer = await ask();
    expect(answer).toMatchObject({ state: 'refused', browser: honest(LIST).context });
    expect(answer).toHaveProperty('page', null);
  });

  it('takes rows of Tasks, Events and Calls in Activities', async () => {
    const url = 'https://crm.zoho.com/crm/org1/tab/Activities/custom-view/683425000000087501/list';
    const groups = ['Tasks', 'Events', 'Calls'].map((of, n) => ({ moduleSlug: of, ids: [many[n] ?? ''] }));
    const rows = { ...TICKED, groups };
    tab.tabUrl = url;
    tab.frames = [{ url, says: [honest(url, rows)] }];
    expect(await ask()).toMatchObject({ state: 'answered', answer: { ticked: rows } });
  });

  it('is asked again where it moves on while it is asked', async () => {
    const next = 'https://crm.zoho.com/crm/org1/tab/Contacts';
    const rows = { ...TICKED, groups: [{ moduleSlug: 'Contacts', ids: [ID] }] };
    tab.tabUrls = [LIST, LIST, next];
    tab.frames = [{ url: next, says: [honest(next, rows)] }];
    expect(await ask()).toMatchObject({
      state: 'answered',
      answer: { url: next, context: { moduleSlug: 'Contacts' } },
    });
    expect(tab.asked).toHaveLength(2);
  });

  it('gives up after a second without an answer, and tries the injected script in that page alone', async () => {
    tab.frames = [{ url: LIST, says: [], hangsUp: false }];
    tab.afterInjection = [{ url: LIST, says: [honest(LIST)] }];
    const answer = askTab({ tabId: 7 });
    await vi.advanceTimersByTimeAsync(999);
    expect(tab.injected).toEqual([]);
    await vi.advanceTimersByTimeAsync(5);
    expect(tab.injected).toEqual([{ target: { tabId: 7, frameIds: [0] }, files: FILES }]);
    await vi.runAllTimersAsync();
    expect(await answer).toMatchObject({ state: 'answered', answer: { url: LIST } });
  });

  it('is silent where the browser refuses the script, or the script stays silent', async () => {
    expect(await ask()).toEqual({ state: 'silent' });
    tab.afterInjection = [];
    expect(await ask()).toEqual({ state: 'silent' });
    expect(tab.injected).toHaveLength(2);
  });
});

describe('a shell around the CRM', () => {
  const OWN = 'https://crm.zoho.com/crm/org1/tab/Leads/custom-view/683425000000087501/list';
  const BARE = 'https://crm.zoho.com/crm/org1/settings';
  const shell = { url: ONE, says: [] };

  beforeEach(() => {
    tab.tabUrl = undefined;
  });

  it('is told of by the frame with the most to say, or by the one that is meant', async () => {
    tab.frames = [shell, { url: OWN, says: [honest(OWN, NONE)] }, { url: LIST, says: [honest(LIST)] }];
    for (const url of [undefined, ONE, 'https://crmplus.zoho.eu/acme/index.do/cxapp']) {
      tab.tabUrl = url;
      expect(await ask()).toMatchObject({ state: 'answered', answer: { url: LIST }, frameId: 2 });
      expect(await ask({ frameId: 1 })).toMatchObject({ state: 'answered', answer: { url: OWN }, frameId: 1 });
      expect(await ask({ frameUrl: OWN })).toMatchObject({ state: 'answered', answer: { url: OWN }, frameId: 1 });
    }
    expect(tab.open).toBe(0);
  });

  it('is told of by the others where the frame that is meant is gone, or shows nothing of the CRM', async () => {
    tab.frames = [shell, { url: BARE, says: [honest(BARE, NONE)] }, { url: LIST, says: [honest(LIST)] }];
    expect(await ask({ frameId: 1 })).toMatchObject({ answer: { url: LIST }, frameId: 2 });
    expect(await ask({ frameId: 5 })).toMatchObject({ answer: { url: LIST }, frameId: 2 });
  });

  it('is told of by its top page where that is the CRM and the browser withholds its address', async () => {
    tab.frames = [
      { url: OWN, says: [honest(OWN, NONE)] },
      { url: LIST, says: [honest(LIST)] },
    ];
    expect(await ask({ frameId: 1 })).toMatchObject({ answer: { url: OWN }, frameId: 0 });
  });

  it.each([
    ['another data centre', { ...honest(LIST), context: { ...honest(LIST).context, host: 'crm.zoho.eu' } }],
    ['another org of its data centre', { ...honest(LIST), context: { ...honest(LIST).context, orgSegment: 'org2' } }],
  ])('is refused where its frame says that it is in %s', async (_what, message) => {
    tab.frames = [shell, { url: LIST, says: [message] }];
    expect(await ask()).toEqual({ state: 'refused', browser: honest(LIST).context, page: message.context, frameId: 1 });
  });

  it('is not refused for a lying frame beside an honest one, unless that frame is meant', async () => {
    tab.frames = [shell, { url: LIST, says: [{ ...honest(LIST), ticked: null }] }, { url: OWN, says: [honest(OWN)] }];
    expect(await ask()).toMatchObject({ state: 'answered', frameId: 2 });
    expect(await ask({ frameId: 1 })).toMatchObject({ state: 'refused', frameId: 1 });
  });

  it.each([
    ['another extension', { url: LIST, says: [honest(LIST)], id: 'other' }],
    ['a frame of another site', { url: 'https://evil.example/crm/org1/tab/Leads', says: [honest(LIST)] }],
    ['a frame without TLS', { url: 'http://crm.zoho.com/crm/org1/tab/Leads', says: [honest(LIST)] }],
    ['a frame of another origin than its address', { url: LIST, says: [honest(LIST)], origin: 'https://evil.example' }],
  ])('does not hear %s', async (_who, frame) => {
    tab.frames = [shell, frame];
    expect(await ask()).toEqual({ state: 'silent' });
  });

  it('hears each frame once, 32 frames at most, and waits 300 ms for more after an answer', async () => {
    const empty = { url: LIST, says: [honest(LIST, NONE), honest(LIST)] };
    tab.frames = [shell, ...Array.from({ length: 31 }, () => empty), { url: LIST, says: [honest(LIST)] }];
    expect(await ask()).toMatchObject({ answer: { ticked: TICKED }, frameId: 32 });
    tab.frames = [shell, ...Array.from({ length: 32 }, () => empty), { url: LIST, says: [honest(LIST)] }];
    expect(await ask()).toMatchObject({ answer: { ticked: NONE } });
    tab.frames = [
      { ...shell, hangsUp: false },
      { ...empty, says: [honest(LIST, NONE)], saysNext: [honest(LIST)] },
    ];
    expect(await ask()).toMatchObject({ answer: { ticked: NONE } });
    tab.frames = [
      { url: LIST, says: [honest(LIST, NONE)] },
      { url: OWN, says: [honest(OWN, NONE)], afterMs: 290 },
      { url: LIST, says: [honest(LIST)], afterMs: 900 },
    ];
    const answer = askTab({ tabId: 7, frameId: 2 });
    await vi.advanceTimersByTimeAsync(595);
    await expect(answer).resolves.toMatchObject({ frameId: 0 });
    await vi.runAllTimersAsync();
  });

  it('has the script put into the frames of the CRM alone', async () => {
    const mail = { url: 'https://mail.zoho.com/', says: [] };
    for (const url of [undefined, ONE]) {
      tab.injected = [];
      tab.tabUrl = url;
      tab.frames = [shell, { url: LIST, says: [] }, mail];
      tab.afterInjection = [shell, { url: LIST, says: [honest(LIST)] }, mail];
      expect(await ask()).toMatchObject({ state: 'answered', frameId: 1 });
      expect(tab.injected).toEqual([{ target: { tabId: 7, frameIds: [1] }, files: FILES }]);
    }
  });

  it.each(['https://bank.example/', 'https://one.zoho.com.evil.example/', 'http://one.zoho.com/', 'about:blank', ''])(
    'is no other site: nothing is asked and nothing is run at %s, though the browser would allow it',
    async (url) => {
      tab.tabUrl = url;
      tab.frames = [shell, { url: LIST, says: [honest(LIST)] }];
      tab.afterInjection = tab.frames;
      expect(await ask()).toEqual({ state: 'silent' });
      expect([tab.asked, tab.injected, tab.looked]).toEqual([[], [], 0]);
    },
  );
});

describe('bestOf', () => {
  const view = (url: string, ticked: Partial<TickedRows> = {}): PageAnswer => honest(url, { ...NONE, ...ticked });
  const ranked = [
    view(LIST, TICKED),
    view(LIST),
    view(`${LIST}/${ID}`),
    view(`${LIST}/custom-view/683425000000087501/kanban`, { isReadable: false }),
    view('https://crm.zoho.com/crm/org1/settings'),
  ];

  it('takes a list with ticks before a list, a record, a page that cannot be read, and none', () => {
    for (const at of ranked.keys()) {
      const rest = ranked.slice(at);
      expect(bestOf(rest)).toBe(ranked[at]);
      expect(bestOf(rest.toReversed())).toBe(ranked[at]);
    }
  });

  it.each([{ refused: 1 }, { isWholeView: true }])('counts %o as ticks', (ticked) => {
    const ticks = view(LIST, ticked);
    expect(bestOf([view(LIST), ticks])).toBe(ticks);
  });

  it('takes the first of equals, and null of none', () => {
    const [one, two] = [view(LIST), view(LIST)];
    expect(bestOf([one, two])).toBe(one);
    expect(bestOf([])).toBeNull();
  });
});
