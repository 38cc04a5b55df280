import { fakeBrowser } from '../shared/testing/extension.ts';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Tabs } from 'webextension-polyfill';
import { createWindows } from './own-window.ts';
import type { WindowsApi } from './ports.ts';

const STATE = 'kP3x-_kP3x-_kP3x-_kP3x-_kP3x-_kP3x-_kP3x-_0';
const URL_ = `https://accounts.zoho.com/oauth/v2/auth?client_id=1000.A&state=${STATE}`;

let tabs: Partial<Tabs.Tab>[];
let acted: string[];
let windows: WindowsApi;
const found = vi.fn<(windowId: number) => void>();

beforeEach(() => {
  fakeBrowser.reset();
  found.mockReset();
  tabs = [];
  acted = [];
  const { onCreated, onUpdated } = fakeBrowser.tabs;
  const query = async ({ windowId }: { windowId?: number }) => tabs.filter((tab) => tab.windowId === windowId);
  windows = createWindows(
    { onCreated, onUpdated, query } as never,
    {
      update: async (id: number) => acted.push(`focus ${id}`),
      remove: async (id: number) => acted.push(`close ${id}`),
    } as never,
  );
});

function created(tab: Partial<Tabs.Tab>): Promise<unknown> {
  return fakeBrowser.tabs.onCreated.trigger(tab as never);
}

function updated(tab: Partial<Tabs.Tab>): Promise<unknown> {
  return fakeBrowser.tabs.onUpdated.trigger(1, {}, tab as never);
}

describe('the window of a sign-in', () => {
  it('is the one that goes to the address of the sign-in, and the first such one only', async () => {
    windows.onWindowOf(URL_, found);
    await created({ windowId: 5, pendingUrl: URL_, url: '' });
    await created({ windowId: 6, pendingUrl: URL_ });
    expect(found.mock.calls).toEqual([[5]]);
  });

  it('is known by its state where the browser tells only the page to which Zoho led on', async () => {
    windows.onWindowOf(URL_, found);
    await created({ windowId: 5, url: 'about:blank' });
    await updated({ windowId: 5, url: `https://accounts.zoho.eu/signin?serviceurl=${encodeURIComponent(URL_)}` });
    expect(found.mock.calls).toEqual([[5]]);
  });

  it.each([
    ['a stranger’s', { url: `https://evil.example/?${STATE}` }],
    ['a stranger’s that has our address in its own', { url: `https://evil.example/?u=${encodeURIComponent(URL_)}` }],
    ['a look-alike’s', { url: `https://accounts.zoho.com.evil.example/?${STATE}` }],
    ['Zoho’s own without our state', { url: 'https://accounts.zoho.com/signin' }],
    ['of another sign-in', { url: URL_.replace(STATE, STATE.slice(1)) }],
    ['one that the browser tells nothing of', {}],
  ])('is none that is %s', async (_whose, tab) => {
    windows.onWindowOf(URL_, found);
    await created({ windowId: 5, ...tab });
    await updated({ windowId: 5, ...tab });
    expect(found).not.toHaveBeenCalled();
  });

  it('is not looked for any more once the sign-in is over', async () => {
    windows.onWindowOf(URL_, found)();
    await created({ windowId: 5, pendingUrl: URL_ });
    expect(found).not.toHaveBeenCalled();
  });
});

describe('bringing it to the front and closing it', () => {
  it.each(['https://accounts.zoho.com/signin', 'https://accounts.zohocloud.ca/oauth/v2/auth?x'])(
    'is done while it shows %s',
    async (url) => {
      tabs = [{ windowId: 5, url }];
      await windows.focus(5);
      await windows.close(5);
      expect(acted).toEqual(['focus 5', 'close 5']);
    },
  );

  it.each([
    ['it has gone to another host', [{ windowId: 5, url: 'https://www.zoho.com/' }]],
    ['it is on its way to another host', [{ windowId: 5, url: URL_, pendingUrl: 'https://evil.example/' }]],
    ['the browser does not say where it is', [{ windowId: 5 }]],
    ['it has another tab', [{ windowId: 5, url: URL_ }, { windowId: 5 }]],
    ['it is gone', []],
  ])('is left when %s', async (_why, there) => {
    tabs = there;
    await windows.focus(5);
    await windows.close(5);
    expect(acted).toEqual([]);
  });
});
