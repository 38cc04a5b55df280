// @vitest-environment happy-dom
import '../shared/testing/extension.ts';
import { act, cleanup, render, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { AppError } from '../shared/errors.ts';
import { writeMirror } from '../shared/run-mirrors.ts';
import { App } from './App.tsx';
import { play } from './testing/play.ts';
import { BRIGHTSIDE, NOW, previewOf, runOf, tickedPage } from './testing/world.ts';
import '../ui/testing/patience.ts';

const SCENE = { name: 'undo', connections: [BRIGHTSIDE], page: tickedPage(12), preview: previewOf(12, []) };
const DONE = runOf({ state: 'done', endedAt: NOW, counts: { removed: 9, 'had-none': 3 } });

afterEach(cleanup);

describe('an undo from the popup', () => {
  it('stays with its question until there is something to show, and reads nothing anew meanwhile', async () => {
    const asked: string[] = [];
    let undoId = '';
    const popup = await play({
      ...SCENE,
      runs: [DONE],
      onRequest: (name, data) => {
        asked.push(name);
        if (name === 'run.undo') ({ undoId } = data as { undoId: string });
      },
    });
    await popup.load();
    popup.showRun('run');
    popup.isUndoing.value = true;
    asked.length = 0;

    await popup.undo('run');
    expect(popup.state.value).toMatchObject({ state: 'ended', run: { id: 'run' } });
    expect(popup.isUndoing.value).toBe(true);
    await popup.undo('run');
    expect(asked.filter((name) => name === 'run.undo')).toHaveLength(1);
    expect(asked).not.toContain('run.read');

    await writeMirror(runOf({ id: undoId, kind: 'undo', undoes: 'run', startedAt: NOW, counts: { pending: 9 } }));
    await vi.waitFor(() => expect(popup.state.value).toMatchObject({ state: 'run', run: { kind: 'undo' } }));
    expect(popup.isUndoing.value).toBe(false);
  });

  it('leaves its question when it is refused, and says why below the run', async () => {
    const popup = await play({
      ...SCENE,
      runs: [DONE],
      onRequest: (name) => {
        if (name === 'run.undo') throw new AppError('run-gone');
      },
    });
    await popup.load();
    popup.showRun('run');
    popup.isUndoing.value = true;
    await popup.undo('run');
    expect(popup.isUndoing.value).toBe(false);
    expect(popup.runs.asked.value).toMatchObject({ state: 'refused', error: { code: 'run-gone' } });
  });

  it('is offered for what records have lost, whatever their bucket, with its number', async () => {
    const popup = await play({
      ...SCENE,
      runs: [runOf({ state: 'done', endedAt: NOW, counts: { unknown: 3, failed: 1 }, changed: 2 })],
    });
    render(<App popup={popup} />);
    await act(() => popup.load());
    await act(() => popup.showRun('run'));
    expect(await screen.findByRole('button', { name: 'Check 3 unclear leads again' })).toBeTruthy();
    expect(screen.getByRole('heading', { name: 'Removed from 0 of 4 leads' })).toBeTruthy();
    expect(screen.getByText(/Zoho never confirmed them. 2 of them have lost tags.$/)).toBeTruthy();
    await act(() => screen.getByRole('button', { name: /^Undo/ }).click());
    expect(await screen.findByRole('button', { name: 'Restore on 2 leads' })).toBeTruthy();
    expect(screen.getByText(/^2 unclear\. Tags added since/)).toBeTruthy();
    expect(screen.getByText(/^About 3( to 4)? API credits$/)).toBeTruthy();
  });

  it('has its number once where the tags of all were removed', async () => {
    const popup = await play({ ...SCENE, runs: [DONE] });
    render(<App popup={popup} />);
    await act(() => popup.load());
    await act(() => popup.showRun('run'));
    await act(() => screen.getByRole('button', { name: /^Undo/ }).click());
    await screen.findByRole('button', { name: 'Restore on 9 leads' });
    expect(screen.getByText(/Tags added since/).textContent).toBe('Tags added since then stay.');
  });

  it.each<[string, Partial<Parameters<typeof runOf>[0]>]>([
    ['nothing was taken off', { changed: 0 }],
    ['nothing can be undone', { undoUntil: null }],
    ['it has been undone', { undoneBy: 'undo' }],
  ])('is not offered where %s', async (_name, facts) => {
    const popup = await play({
      ...SCENE,
      runs: [runOf({ state: 'done', endedAt: NOW, counts: { unknown: 3 }, changed: 2, ...facts })],
    });
    render(<App popup={popup} />);
    await act(() => popup.load());
    await act(() => popup.showRun('run'));
    expect(await screen.findByRole('heading', { name: /^Removed from/ })).toBeTruthy();
    expect(screen.queryByRole('button', { name: /^Undo/ })).toBeNull();
  });

  it('is offered where only the clock of this computer says that its time is over, without a date', async () => {
    const run = runOf({ state: 'done', endedAt: NOW, counts: { removed: 2 }, changed: 2, undoUntil: NOW - 1 });
    const popup = await play({ ...SCENE, runs: [run] });
    render(<App popup={popup} />);
    await act(() => popup.load());
    await act(() => popup.showRun('run'));
    expect(await screen.findByRole('button', { name: /^Undo/ })).toBeTruthy();
    expect(screen.queryByText(/until \d/)).toBeNull();
  });

  it('names a deleted tag whose name another one has now, and restores that one only after a press', async () => {
    const asked: [name: string, data: unknown][] = [];
    const run = runOf({
      id: 'undo',
      kind: 'undo',
      undoes: 'run',
      state: 'done',
      endedAt: NOW,
      counts: { failed: 3 },
      namesakes: ['Prime'],
    });
    const popup = await play({ ...SCENE, runs: [run], onRequest: (name, data) => void asked.push([name, data]) });
    render(<App popup={popup} />);
    await act(() => popup.load());
    await act(() => popup.showRun('undo'));
    expect((await screen.findByText(/was deleted in Zoho/)).textContent).toBe(
      '“Prime” was deleted in Zoho. Another tag has this name now.',
    );
    expect(asked.filter(([name]) => name === 'run.useNamesakes')).toEqual([]);
    await act(() => screen.getByRole('button', { name: 'Use the new tag' }).click());
    expect(asked).toContainEqual(['run.useNamesakes', { runId: 'undo' }]);
  });
});
