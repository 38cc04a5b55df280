// @vitest-environment happy-dom
import '../shared/testing/extension.ts';
import { describe, expect, it, vi } from 'vitest';
import { AppError } from '../shared/errors.ts';
import { writeMirror } from '../shared/run-mirrors.ts';
import { play } from './testing/play.ts';
import { BRIGHTSIDE, NOW, previewOf, runOf, tickedPage } from './testing/world.ts';

const DONE = runOf({ state: 'done', endedAt: NOW, counts: { removed: 9, 'had-none': 3 } });

describe('an undo from the popup', () => {
  it('stays with its question until there is something to show, and reads nothing anew meanwhile', async () => {
    const asked: string[] = [];
    let undoId = '';
    const popup = await play({
      name: 'undo',
      connections: [BRIGHTSIDE],
      page: tickedPage(12),
      preview: previewOf(12, []),
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
      name: 'undo',
      connections: [BRIGHTSIDE],
      page: tickedPage(12),
      preview: previewOf(12, []),
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
});
