// @vitest-environment happy-dom
import '../shared/testing/extension.ts';
import { act, cleanup, render, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { AppError } from '../shared/errors.ts';
import { connectionsItem } from '../shared/stored-items.ts';
import { App } from './App.tsx';
import { play } from './testing/play.ts';
import type { Scene } from './testing/scene.ts';
import { openPopup } from './testing/open-popup.tsx';
import { BRIGHTSIDE, NOW, pageOf, previewOf, runOf, tickedPage } from './testing/world.ts';
import '../ui/testing/patience.ts';

const LIST = { connections: [BRIGHTSIDE], page: tickedPage(12) } as const;
const RECORD = pageOf({ view: 'record', viewId: null, recordId: '581200000001234001' });
const SIGNED_OUT = { ...BRIGHTSIDE, isSignedOut: true };

afterEach(cleanup);

function click(name: string): Promise<void> {
  return act(() => screen.getByRole('button', { name }).click());
}

function refusing(wanted: string): NonNullable<Scene['onRequest']> {
  return (name) => {
    if (name === wanted) throw new AppError('busy');
  };
}

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
