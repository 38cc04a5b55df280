// @vitest-environment happy-dom
import '../shared/testing/extension.ts';
import { act, cleanup, render, screen, within } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { AppError } from '../shared/errors.ts';
import { connectionsItem } from '../shared/stored-items.ts';
import { App } from './App.tsx';
import { play } from './testing/play.ts';
import type { Scene } from './testing/scene.ts';
import { openPopup } from './testing/open-popup.tsx';
import { BRIGHTSIDE, NOW, pageOf, previewOf, runOf, tickedPage, unfinishedOf } from './testing/world.ts';
import '../ui/testing/patience.ts';

const LIST = { connections: [BRIGHTSIDE], page: tickedPage(12) } as const;
const RECORD = pageOf({ view: 'record', viewId: null, recordId: '581200000001234001' });
const SIGNED_OUT = { ...BRIGHTSIDE, isSignedOut: true };

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

/** The text that the button with this name copies to the clipboard. */
async function copiedBy(name: string): Promise<string> {
  const writing = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
  await click(name);
  return writing.mock.calls.flat().join('');
}

function click(name: string): Promise<void> {
  return act(() => screen.getByRole('button', { name }).click());
}

function refusing(wanted: string): NonNullable<Scene['onRequest']> {
  return (name) => {
    if (name === wanted) throw new AppError('busy');
  };
}

describe('before the first connection', () => {
  it('has a message for an admin, with this browser’s address and the console of the tab’s region', async () => {
    await openPopup({ page: pageOf({}), clientId: '' });
    await screen.findByRole('button', { name: 'Set up Untag' });
    const copied = await copiedBy('Copy message to admin');
    expect(copied).toContain('https://api-console.zoho.eu');
    expect(copied).toContain('Authorized Redirect URIs: https://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org/');
    expect(await screen.findByRole('button', { name: 'Copied' })).toBeTruthy();
  });

  it('names no console where no tab tells the region', async () => {
    await openPopup({ tabUrl: null, page: null, clientId: '' });
    await screen.findByRole('button', { name: 'Set up Untag' });
    expect(screen.queryByRole('button', { name: 'Copy message to admin' })).toBeNull();
  });

  it('leads to the page that connects from any page, where the client id is there', async () => {
    const opened: string[] = [];
    vi.spyOn(globalThis, 'open').mockImplementation((url) => {
      opened.push(String(url));
      return null;
    });
    await openPopup({ tabUrl: null, page: null });
    await screen.findByText('About a minute. Your sign-in stays in this browser.');
    await click('Connect to Zoho CRM');
    expect(opened).toEqual([expect.stringContaining('src/connect/index.html?tab=1')]);
  });

  it.each([
    ['crm.zoho.eu', 'Choose the org that is open in this tab'],
    ['crmsandbox.zoho.eu', 'Choose the sandbox that is open in this tab'],
  ])('says before Zoho’s window opens what to do in it, on %s', async (host, org) => {
    await openPopup({ page: pageOf({ host }) });
    const steps = within(await screen.findByRole('region', { name: 'In the Zoho window' })).getAllByRole('listitem');
    expect(steps.map((step) => step.lastChild?.textContent)).toEqual([
      org,
      'Tick “for the entire session”',
      'Press Accept',
    ]);
  });
});

describe('what the popup says', () => {
  it('says why a run was not stopped, and lets it be stopped again', async () => {
    await openPopup({ ...LIST, runs: [runOf({ counts: { pending: 9 } })], onRequest: refusing('run.stop') });
    await screen.findByRole('heading', { name: 'Removing 2 tags' });
    await click('Stop');
    expect((await screen.findByRole('alert')).textContent).toContain('A removal is running.');
    expect(screen.getByRole('button', { name: 'Stop' })).toBeTruthy();
  });

  it('names who is wanted where another user of the org is signed in', async () => {
    await openPopup({ ...LIST, runs: [runOf({ state: 'waiting', why: 'user', counts: { pending: 9 } })] });
    const { orgName, userName } = runOf({});
    const words = (await screen.findByRole('alert')).textContent;
    expect(words).toContain(`belongs to another user of ${orgName}`);
    expect(words).toContain(userName);
  });

  it('says why the reading was not taken up again', async () => {
    await openPopup({
      ...LIST,
      preview: null,
      reading: { state: 'waiting', why: 'offline' },
      onRequest: refusing('run.goOn'),
    });
    await screen.findByText('Paused: you are offline');
    await click('Try now');
    expect((await screen.findByRole('alert')).textContent).toContain('A removal is running.');
  });

  it('does not say that the tags are gone when they were put back', async () => {
    const run = runOf({ state: 'done', endedAt: NOW, undoneBy: 'later', counts: { removed: 9 } });
    const popup = await openPopup({ ...LIST, runs: [run] });
    await act(() => popup.showRun('run'));
    await screen.findByRole('heading', { name: 'Removed from 9 leads' });
    expect(screen.getByRole('link', { name: /See the undo/ }).getAttribute('href')).toContain('later');
    expect(screen.queryByText(/are gone from them/)).toBeNull();
  });

  it('says what is not known yet of a tag that nobody chose, and has it found out', async () => {
    const mistake = { tags: [], missing: 0, restored: 0, unconfirmed: 2 };
    const run = runOf({ state: 'stopped', stopReason: 'user', endedAt: NOW, counts: { removed: 9 }, mistake });
    const asked: string[] = [];
    const popup = await openPopup({ ...LIST, runs: [run], onRequest: (name) => void asked.push(name) });
    await act(() => popup.showRun('run'));
    expect(await screen.findByText(/^A tag that nobody chose is gone from 2 leads too/)).toBeTruthy();
    await click('Try again');
    expect(asked).toContain('run.retry');
  });

  it('says which chosen tag is still on a record that is partly done, and how it is not finished', async () => {
    const run = runOf({ state: 'done', endedAt: NOW, counts: { removed: 6, partly: 1, 'had-none': 2 } });
    const row = unfinishedOf({ name: 'Ada Byron', outcome: 'partly', reason: 'locked', stillThere: ['Cold lead'] });
    const locked = {
      reason: 'locked',
      zohoCode: null,
      zohoMessage: null,
      records: 1,
      retried: 1,
      continued: 0,
    } as const;
    const popup = await openPopup({ ...LIST, runs: [run], failures: [{ ...locked, first: [row] }] });
    await act(() => popup.showRun('run'));
    expect(await screen.findByText(/^\u2068?Cold lead\u2069? is still there\. Locked in Zoho\.$/)).toBeTruthy();
    const copied = await copiedBy('Copy');
    expect(copied).toContain('Ada Byron');
    expect(copied).toContain('is still there. Locked in Zoho.');
  });

  it('speaks of the one record of a page that Zoho does not find', async () => {
    await openPopup({ ...LIST, page: RECORD, preview: previewOf(1, [], 1) });
    expect(await screen.findByText('It was not found in Zoho.')).toBeTruthy();
    expect(screen.queryByText(/0 tags/)).toBeNull();
  });

  it('asks to sign in again to the org of a basket, whatever page is in front', async () => {
    const popup = await play({
      name: 'test',
      connections: [SIGNED_OUT],
      tabUrl: null,
      page: null,
      basket: {
        connectionId: BRIGHTSIDE.id,
        module: runOf({}).module,
        ids: ['581200000001234001'],
        pages: ['a'],
        keptAt: NOW,
      },
    });
    const asked: string[] = [];
    popup.session.connect = async ({ dataCentre }) => void asked.push(dataCentre);
    render(<App popup={popup} />);
    await act(() => popup.load());
    await act(() => popup.choose({ from: 'basket' }));
    await screen.findByRole('heading', { name: 'Sign in to Zoho again' });
    expect(screen.queryByRole('alert')).toBeNull();
    await click('Sign in');
    expect(asked).toEqual(['eu']);
    expect((await connectionsItem.get())[0]?.isSignedOut).toBe(true);
  });
});
