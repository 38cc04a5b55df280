import { describe, expect, it } from 'vitest';
import { fakeBrowser } from '../shared/testing/extension.ts';
import type { PageAnswer, PageView } from '../shared/page.ts';
import { askTab, bestOf } from './page-port.ts';

const ID = '6834250000003103001';

function answer(url: string, view: PageView, ticked: Partial<PageAnswer['ticked']> = {}): PageAnswer {
  const isReadable = view === 'list';
  return {
    url,
    context: { host: 'crm.zoho.com', orgSegment: null, moduleSlug: 'Leads', view, viewId: null, recordId: null },
    ticked: {
      ids: [],
      groups: [],
      refused: 0,
      disagreeing: 0,
      zohoCount: null,
      isWholeView: false,
      hasPages: false,
      rows: 0,
      elsewhere: 0,
      isReadable,
      ...ticked,
    },
    clicked: null,
  };
}

const ranked = [
  answer('ticks', 'list', { ids: [ID] }),
  answer('list', 'list'),
  answer('record', 'record'),
  answer('kanban', 'kanban'),
  answer('none', 'other'),
];

describe('bestOf', () => {
  it('takes a list with ticks before a list, a record, a page that cannot be read, and none', () => {
    for (const at of ranked.keys()) {
      const rest = ranked.slice(at);
      expect(bestOf(rest)?.url).toBe(ranked[at]!.url);
      expect(bestOf(rest.toReversed())?.url).toBe(ranked[at]!.url);
    }
  });

  it.each([{ refused: 1 }, { isWholeView: true }])('counts %o as ticks', (ticked) => {
    expect(bestOf([answer('list', 'list'), answer('ticks', 'list', ticked)])?.url).toBe('ticks');
  });

  it('takes the first of equals, and null of none', () => {
    expect(bestOf([answer('one', 'list'), answer('two', 'list')])?.url).toBe('one');
    expect(bestOf([])).toBeNull();
  });
});

describe('askTab', () => {
  const own = (view: PageView): PageAnswer => answer('https://crm.zoho.com/own', view);
  const best = answer('https://crm.zoho.com/best', 'list', { ids: [ID] });

  /** A tab whose frames answer: the one that is asked for by its number, or all. */
  function frames(all: Readonly<Record<number, PageAnswer>>): void {
    const connect = (_tabId: number, { frameId }: { frameId?: number }) => {
      const asked = frameId === undefined ? Object.values(all) : [all[frameId]].filter((each) => each !== undefined);
      return {
        onMessage: { addListener: (listener: (message: unknown) => void) => asked.forEach((each) => listener(each)) },
        onDisconnect: { addListener: (listener: () => void) => listener() },
        disconnect: () => undefined,
      };
    };
    Object.assign(fakeBrowser.tabs, { connect, get: async () => ({ url: 'https://bank.example/' }) });
    Object.assign(fakeBrowser.runtime, { getManifest: () => ({}) });
  }

  it('takes the frame whose menu was opened before one with more to say', async () => {
    frames({ 3: own('list'), 4: best });
    expect((await askTab({ tabId: 7, frameId: 3 }))?.url).toBe(own('list').url);
    expect((await askTab({ tabId: 7 }))?.url).toBe(best.url);
  });

  it('asks all of them where that frame is gone, or shows nothing of the CRM', async () => {
    frames({ 3: own('other'), 4: best });
    expect((await askTab({ tabId: 7, frameId: 3 }))?.url).toBe(best.url);
    expect((await askTab({ tabId: 7, frameId: 5 }))?.url).toBe(best.url);
  });
});
