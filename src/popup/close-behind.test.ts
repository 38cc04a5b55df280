// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { closeBehindLinks, openConnect } from './close-behind.ts';

const close = vi.fn<() => void>();
const open = vi.fn<(url: string, target: string, features: string) => void>();
closeBehindLinks();
// No page is really opened.
globalThis.addEventListener('click', (event) => event.preventDefault());

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('close', close);
  vi.stubGlobal('open', open);
  document.body.innerHTML = '<a href="#new" target="_blank"><b>Report</b></a><a href="#here">Here</a>';
});
afterEach(() => {
  delete document.documentElement.dataset['inWindow'];
  vi.unstubAllGlobals();
  vi.useRealTimers();
  vi.clearAllMocks();
});

function click(selector: string, init: MouseEventInit = {}): void {
  document
    .querySelector(selector)
    ?.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, ...init }));
  vi.runAllTimers();
}

describe('closeBehindLinks', () => {
  it('closes the popup behind a link that opens a tab', () => {
    click('b');
    expect(close).toHaveBeenCalledOnce();
  });

  it('leaves it for a link in place, for a tab in the background, and in a window of its own', () => {
    click('a[href="#here"]');
    click('b', { ctrlKey: true });
    click('b', { metaKey: true });
    document.documentElement.dataset['inWindow'] = '';
    click('b');
    expect(close).not.toHaveBeenCalled();
  });
});

describe('openConnect', () => {
  it('opens the page Connect with the tab that it came from, then closes the popup', () => {
    openConnect({ tabId: 7 });
    expect(open).toHaveBeenCalledWith('/src/connect/index.html?tab=7', '_blank', 'noopener');
    expect(close).not.toHaveBeenCalled();
    vi.runAllTimers();
    expect(close).toHaveBeenCalledOnce();
  });
});
