// @vitest-environment happy-dom
import '../shared/testing/extension.ts';
import { act, cleanup, screen } from '@testing-library/preact';
import { afterEach, expect, it } from 'vitest';
import type { RunSummary } from '../shared/run-summary.ts';
import type { Popup } from './models/PopupModel.ts';
import { openPopup } from './testing/open-popup.tsx';
import { BRIGHTSIDE, NOW, runOf, tickedPage } from './testing/world.ts';
import '../ui/testing/patience.ts';

afterEach(cleanup);

const LIST = { connections: [BRIGHTSIDE], page: tickedPage(12) } as const;
const STOPPED = { state: 'stopped', stopReason: 'user', endedAt: NOW, counts: { removed: 6, failed: 3 } } as const;

function show(popup: Popup, run: RunSummary): Promise<void> {
  return act(() => {
    popup.runs.byId.value = new Map(popup.runs.byId.peek()).set(run.id, run);
  });
}

/** A live run that was asked to stop in this popup. */
async function stopping(): Promise<Popup> {
  const popup = await openPopup({ ...LIST, runs: [runOf({ revision: 1, counts: { pending: 9 } })] });
  const stop = await screen.findByRole('button', { name: 'Stop' });
  await act(() => stop.click());
  expect(await screen.findByRole('button', { name: 'Stopping…' })).toBeTruthy();
  return popup;
}

it('a run that was stopped and is tried again can be stopped again', async () => {
  const popup = await stopping();
  await show(popup, runOf({ revision: 2, ...STOPPED }));
  await act(() => popup.runs.retry('run'));
  await show(popup, runOf({ revision: 3, state: 'running', counts: { removed: 6, pending: 3 } }));
  expect(await screen.findByRole('button', { name: 'Stop' })).toBeTruthy();
});

it('a run whose stop was overtaken by a retry elsewhere can be stopped again', async () => {
  const popup = await stopping();
  await show(popup, runOf({ revision: 2, ...STOPPED }));
  await show(popup, runOf({ revision: 3, state: 'running', counts: { removed: 6, pending: 3 } }));
  expect(await screen.findByRole('button', { name: 'Stop' })).toBeTruthy();
});
