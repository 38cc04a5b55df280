import { createOutside, implicitRedirect, type Outside } from './testing/outside.ts';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type ConsentWindow, createConsentWindow } from './consent-window.ts';

const URL_ = 'https://accounts.zoho.com/oauth/v2/auth?state=S';

let outside: Outside;
let consent: ConsentWindow;
let answer: (address: string) => void;
const late = vi.fn<(address: string) => void>();

beforeEach(() => {
  outside = createOutside();
  outside.launch = () =>
    new Promise((resolve) => {
      answer = resolve;
    });
  consent = createConsentWindow(outside.ports);
});

afterEach(() => {
  vi.useRealTimers();
});

it('answers the address to which Zoho redirects', async () => {
  outside.launch = async (url) => implicitRedirect(url, { access_token: 't1' });
  expect(await consent.ask(URL_)).toContain('access_token=t1');
  expect(outside.launches).toMatchObject([{ interactive: true }]);
});

it('opens one window at a time', async () => {
  const first = consent.ask(URL_);
  await vi.waitUntil(() => outside.launches.length === 1);
  await expect(consent.ask(URL_)).rejects.toMatchObject({ code: 'consent-busy' });
  await expect(consent.askSilently(URL_, late)).rejects.toMatchObject({ code: 'consent-busy' });
  answer('https://x/');
  await first;
  expect(outside.launches).toHaveLength(1);
});

it('lets a silent renewal end before it opens a window', async () => {
  const silent = consent.askSilently(URL_, late);
  const open = consent.ask(URL_);
  expect(outside.launches).toMatchObject([{ interactive: false }]);
  answer('https://silent/');
  expect(await silent).toBe('https://silent/');
  await vi.waitUntil(() => outside.launches.length === 2);
  answer('https://open/');
  expect(await open).toBe('https://open/');
});

it('does not wait for ever for a silent answer', async () => {
  vi.useFakeTimers();
  const silent = consent.askSilently(URL_, late).catch((error: unknown) => error);
  await vi.advanceTimersByTimeAsync(20_000);
  expect(await silent).toMatchObject({ code: 'timeout' });
  expect(late).not.toHaveBeenCalled();
  answer('https://late/');
  await vi.advanceTimersByTimeAsync(0);
  expect(late.mock.calls).toEqual([['https://late/']]);
});

it.each([
  ['The user did not approve access.', 'consent-closed'],
  ['User cancelled or denied access.', 'consent-closed'],
  ['User interaction required. Try setting abortOnLoadForNonInteractive', 'signed-out'],
  ['Requires user interaction', 'signed-out'],
  ['Authorization page could not be loaded.', 'consent-unloadable'],
  ['Only one web auth flow is allowed at a time.', 'consent-busy'],
  ['whatever', 'sign-in-other'],
])('knows "%s", as an Error and as what the polyfill throws', async (message, code) => {
  outside.launch = () => Promise.reject(new Error(message));
  await expect(consent.ask(URL_)).rejects.toMatchObject({ code });
  const foreign: unknown = { message };
  outside.launch = () => Promise.reject(foreign as Error);
  await expect(consent.askSilently(URL_, late)).rejects.toMatchObject({ code });
});

it('shows and closes the window only while there is one', async () => {
  await consent.show();
  await consent.close();
  expect([outside.focused, outside.closed]).toEqual([[], []]);
  const open = consent.ask(URL_);
  await vi.waitUntil(() => outside.launches.length === 1);
  await consent.show();
  answer('https://x/');
  await open;
  await consent.close();
  expect([outside.focused, outside.closed]).toEqual([[7], []]);
});
