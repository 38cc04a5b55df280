// @vitest-environment happy-dom
import '../shared/testing/extension.ts';
import { act, cleanup, render, screen } from '@testing-library/preact';
import { afterEach, expect, it } from 'vitest';
import { AppError } from '../shared/errors.ts';
import { connectionsItem } from '../shared/stored-items.ts';
import { App } from './App.tsx';
import { play } from './testing/play.ts';
import { BRIGHTSIDE, previewOf, PRIME, tickedPage } from './testing/world.ts';
import '../ui/testing/patience.ts';

afterEach(cleanup);

/** A popup whose worker cannot tell the module the first time. */
async function openRefused(): Promise<void> {
  let refusals = 1;
  const popup = await play({
    name: 'test',
    connections: [BRIGHTSIDE],
    page: tickedPage(3),
    preview: previewOf(3, [[PRIME, 2]]),
    onRequest: (name) => {
      if (name !== 'module.resolve' || refusals === 0) return;
      refusals -= 1;
      throw new AppError('signed-out');
    },
  });
  render(<App popup={popup} />);
  await act(() => popup.load());
  expect(await screen.findByRole('heading', { name: 'Sign in to Zoho again' })).toBeTruthy();
}

it('asks for the module again when the user says so', async () => {
  await openRefused();
  await act(() => screen.getByRole('button', { name: 'Try again' }).click());
  expect(await screen.findByRole('heading', { name: '3 leads selected' })).toBeTruthy();
});

it('asks for the module again after a new sign-in', async () => {
  await openRefused();
  await act(() => connectionsItem.set([{ ...BRIGHTSIDE, connectedAt: BRIGHTSIDE.connectedAt + 1 }]));
  expect(await screen.findByRole('heading', { name: '3 leads selected' })).toBeTruthy();
});
