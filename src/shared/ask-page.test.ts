import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from './testing/extension.ts';
import { askPage } from './ask-page.ts';
import { PAGE_PORT } from './page.ts';

const ID = '6834250000003103001';
const context = {
  host: 'crm.zoho.com',
  orgSegment: 'org1',
  moduleSlug: 'Leads',
  view: 'list',
  viewId: null,
  recordId: null,
};
const ticked = {
  ids: [ID],
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
const answer = { url: 'https://crm.zoho.com/crm/org1/tab/Leads', context, ticked, clicked: null };

/** A frame of the tab: what it says, after how long; `hangsUp` = false for one that never closes the port. */
interface Frame {
  readonly says: unknown[];
  readonly afterMs?: number;
  readonly hangsUp?: boolean;
}

interface Injection {
  readonly target: { readonly tabId: number; readonly frameIds?: number[]; readonly allFrames?: boolean };
  readonly files?: string[];
}

const FILES = ['src/content/index.iife.js'];

let frames: Frame[];
/** Hosts of the tab's frames by their numbers, and its address, as far as the browser tells it. */
let hosts: readonly string[];
let tabUrl: string | undefined;
/** Frames that were looked into. */
let looked: number;
let injected: Injection[];
let afterInjection: Frame[] | 'refused';
let closed: number;

function connect(_tabId: number, info: { name?: string; frameId?: number }): object {
  const said = new Set<(message: unknown) => void>();
  const ended = new Set<() => void>();
  const asked = info.frameId === undefined ? frames : frames.slice(info.frameId, info.frameId + 1);
  let open = info.name === PAGE_PORT ? asked.length : 0;
  const end = () => ended.forEach((listener) => listener());
  for (const frame of open === 0 ? [] : asked)
    setTimeout(() => {
      for (const message of frame.says) said.forEach((listener) => listener(message));
      if (frame.hangsUp !== false && (open -= 1) === 0) end();
    }, frame.afterMs ?? 1);
  if (open === 0) setTimeout(end, 1);
  return {
    onMessage: { addListener: (listener: (message: unknown) => void) => void said.add(listener) },
    onDisconnect: { addListener: (listener: () => void) => void ended.add(listener) },
    disconnect: () => void (closed += 1),
  };
}

beforeEach(() => {
  vi.useFakeTimers();
  [frames, injected, afterInjection, closed, looked] = [[], [], 'refused', 0, 0];
  [hosts, tabUrl] = [['crm.zoho.com'], 'https://crm.zoho.com/crm/org1/tab/Leads'];
  Object.assign(fakeBrowser.tabs, { connect, get: async () => ({ url: tabUrl }) });
  Object.assign(fakeBrowser.runtime, {
    getManifest: () => ({ content_scripts: [{ js: ['src/content/index.iife.js'] }] }),
  });
  Object.assign(fakeBrowser, {
    scripting: {
      executeScript: async (injection: Injection) => {
        if (injection.files !== undefined) injected.push(injection);
        if (afterInjection === 'refused') throw new Error('Cannot access contents of the page.');
        if (injection.files !== undefined) frames = afterInjection;
        else looked += hosts.length;
        return hosts.map((result, frameId) => ({ frameId, result }));
      },
    },
  });
});

afterEach(() => void vi.useRealTimers());

async function ask(frameId?: number) {
  const answers = askPage({ tabId: 7, ...(frameId === undefined ? {} : { frameId }) });
  await vi.runAllTimersAsync();
  return answers;
}

describe('askPage', () => {
  it('gathers what every frame says and is done when the last hangs up', async () => {
    frames = [{ says: [answer] }, { says: [{ ...answer, url: 'https://crm.zoho.com/2' }], afterMs: 50 }];
    expect((await ask()).map(({ url }) => url)).toEqual([answer.url, 'https://crm.zoho.com/2']);
    expect([injected.length, closed]).toEqual([0, 0]);
  });

  it('asks one frame alone', async () => {
    frames = [{ says: [] }, { says: [answer] }];
    expect(await ask(1)).toEqual([answer]);
  });

  it('waits 300 ms for more frames after an answer, then hangs up itself', async () => {
    frames = [{ says: [answer] }, { says: [answer], afterMs: 290 }, { says: [answer], afterMs: 900 }];
    const answers = askPage({ tabId: 7 });
    await vi.advanceTimersByTimeAsync(595);
    await expect(answers).resolves.toHaveLength(2);
    expect(closed).toBe(1);
  });

  it('gives up after a second without an answer, and tries the injected script', async () => {
    frames = [{ says: [], hangsUp: false }];
    afterInjection = [{ says: [answer] }];
    const answers = askPage({ tabId: 7 });
    await vi.advanceTimersByTimeAsync(999);
    expect(injected).toEqual([]);
    await vi.advanceTimersByTimeAsync(5);
    await expect(answers).resolves.toEqual([answer]);
    expect(injected).toEqual([{ target: { tabId: 7, frameIds: [0] }, files: FILES }]);
  });

  it('puts the script into a tab that was open before, or into the one frame', async () => {
    afterInjection = [{ says: [answer] }];
    expect(await ask(0)).toEqual([answer]);
    expect([injected, looked]).toEqual([[{ target: { tabId: 7, frameIds: [0] }, files: FILES }], 0]);
  });

  it.each(['https://one.zoho.com/zohoone/acme/home/cxapp', 'https://crmplus.zoho.eu/acme/index.do/cxapp', undefined])(
    'puts it into the frames of the CRM alone in a tab at %s',
    async (url) => {
      [hosts, tabUrl, afterInjection] = [['one.zoho.com', 'crm.zoho.com', 'mail.zoho.com'], url, [{ says: [answer] }]];
      expect(await ask()).toEqual([answer]);
      expect(injected).toEqual([{ target: { tabId: 7, frameIds: [1] }, files: FILES }]);
    },
  );

  it.each(['https://bank.example/', 'https://one.zoho.com.evil.example/', 'chrome://settings', 'about:blank', ''])(
    'runs nothing on another site, though the browser would allow it: %s',
    async (url) => {
      [hosts, tabUrl, afterInjection] = [['bank.example', 'crm.zoho.com'], url, [{ says: [answer] }]];
      expect(await ask()).toEqual([]);
      expect([injected, looked]).toEqual([[], 0]);
    },
  );

  it('has no answer where the browser refuses the script, the script stays silent, or no frame is the CRM’s', async () => {
    expect(await ask()).toEqual([]);
    afterInjection = [];
    expect(await ask()).toEqual([]);
    expect(injected).toHaveLength(1);
    [hosts, tabUrl] = [['one.zoho.com'], 'https://one.zoho.com/'];
    expect(await ask()).toEqual([]);
    expect(injected).toHaveLength(1);
  });

  it.each([
    ['an id that is none', { ...answer, ticked: { ...ticked, ids: ['12'] } }],
    ['an id that is a number', { ...answer, ticked: { ...ticked, ids: [6834250000003103] } }],
    ['another host', { ...answer, context: { ...context, host: 'crm.zoho.com.example.org' } }],
    ['a view that is none', { ...answer, context: { ...context, view: 'all' } }],
    ['no ticked rows', { ...answer, ticked: null }],
    ['a count below zero', { ...answer, ticked: { ...ticked, refused: -1 } }],
    ['an address that is none', { ...answer, url: 'leads' }],
    ['nothing', undefined],
  ])('does not believe a page that says %s', async (_what, message) => {
    frames = [{ says: [message] }];
    expect(await ask()).toEqual([]);
    frames = [{ says: [message, answer] }];
    expect(await ask()).toEqual([answer]);
  });

  it('leaves out what a page adds', async () => {
    frames = [{ says: [{ ...answer, more: '<script>' }] }];
    expect(await ask()).toEqual([answer]);
  });
});
