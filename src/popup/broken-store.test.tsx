// @vitest-environment happy-dom
import { fakeBrowser } from '../shared/testing/extension.ts';
import { act, cleanup, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { AppError } from '../shared/errors.ts';
import { basketItem, lostRunsItem } from '../shared/stored-items.ts';
import { App } from './App.tsx';
import type { Popup } from './models/PopupModel.ts';
import { play } from './testing/play.ts';
import type { Scene } from './testing/scene.ts';
import { openPopup } from './testing/open-popup.tsx';
import { BRIGHTSIDE, LEADS, previewOf, PRIME, runOf, tickedPage } from './testing/world.ts';
import '../ui/testing/patience.ts';

const LIST: Omit<Scene, 'name'> = {
  connections: [BRIGHTSIDE],
  page: tickedPage(12),
  preview: previewOf(12, [[PRIME, 8]]),
};

afterEach(cleanup);

describe('a store that cannot be read', () => {
  it('is said, and not waited for', async () => {
    const popup = await play({ name: 'test', ...LIST });
    const get = vi.spyOn(fakeBrowser.storage.session, 'get').mockRejectedValue(new Error('IO error'));
    try {
      render(<App popup={popup} />);
      await act(() => popup.load());
      expect(popup.state.value.state).toBe('storage-broken');
    } finally {
      get.mockRestore();
    }
  });
});

describe('a store that holds a run up', () => {
  const error = { code: 'storage-broken', details: {} } as const;
  const words =
    'Untag can’t read its data. Close all windows of this browser and open it again. Continues automatically.';

  it('is said beside the run that goes on', async () => {
    await openPopup({ ...LIST, runs: [runOf({ error, counts: { pending: 9 } })] });
    expect((await screen.findByRole('alert')).textContent).toBe(words);
    expect(screen.getByRole('heading', { name: 'Removing 2 tags' })).toBeTruthy();
  });

  it('is said where the tags are being read', async () => {
    await openPopup({ ...LIST, preview: null, reading: { error } });
    expect((await screen.findByRole('alert')).textContent).toBe(words);
  });
});

describe('a store that stays broken', () => {
  it('is said with the way that helps, and with details to copy', async () => {
    const popup = await openPopup(LIST);
    await act(() => popup.attempt(() => Promise.reject(new AppError('storage-broken', { isLasting: true }))));
    expect(await screen.findByText(/Remove Untag from this browser and install it again/)).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Copy details' })).toBeTruthy();
  });
});

describe('a store that the browser has replaced', () => {
  it('is said above what the popup shows, until it was seen', async () => {
    await openPopup(LIST);
    await act(() => lostRunsItem.set({ count: 7, at: 0 }));
    expect(await screen.findByText('This browser has lost Untag’s history.')).toBeTruthy();
    await act(() => lostRunsItem.clear());
    await waitFor(() => expect(screen.queryByText('This browser has lost Untag’s history.')).toBeNull());
    expect(screen.getByRole('heading', { name: '12 leads selected' })).toBeTruthy();
  });
});

describe('a store that fails later', () => {
  const UNSURE = { ...LIST, page: { ...tickedPage(12), context: { ...tickedPage(12).context, orgSegment: null } } };

  async function failing(area: 'local' | 'session', words: string, asked: () => Promise<void>): Promise<void> {
    const set = vi.spyOn(fakeBrowser.storage[area], 'set').mockRejectedValue(new Error(words));
    try {
      await act(asked);
    } finally {
      set.mockRestore();
    }
  }

  async function keep(popup: Popup): Promise<void> {
    const { module, ids } = popup.selection.selection.value!;
    await popup.keepPage(BRIGHTSIDE.id, module, ids!);
  }

  it('says so when records cannot be kept, and that nothing was', async () => {
    const popup = await openPopup(LIST);
    await screen.findAllByRole('checkbox');
    await failing('local', 'IO error', () => keep(popup));
    expect(await screen.findByRole('heading', { name: 'Untag can’t read its data' })).toBeTruthy();
    expect(await basketItem.get()).toBeNull();
  });

  it('says that it is full, and goes on from there when it is tried again', async () => {
    const popup = await openPopup(LIST);
    await screen.findAllByRole('checkbox');
    await failing('local', 'Quota exceeded', () => keep(popup));
    expect(await screen.findByRole('heading', { name: 'This browser has no room left for Untag' })).toBeTruthy();
    await act(() => screen.getByRole('button', { name: 'Try again' }).click());
    expect(await screen.findByRole('heading', { name: '12 leads selected' })).toBeTruthy();
  });

  it.each([
    ['the basket is emptied', 'local', (popup: Popup) => popup.emptyBasket()],
    ['the user vouches for the org', 'session', (popup: Popup) => popup.vouch()],
  ] as const)('says so when %s', async (_, area, asked) => {
    const popup = await openPopup(UNSURE);
    await basketItem.set({ connectionId: BRIGHTSIDE.id, module: LEADS, ids: [], pages: [], keptAt: 0 });
    await failing(area, 'IO error', () => asked(popup));
    expect(await screen.findByRole('heading', { name: 'Untag can’t read its data' })).toBeTruthy();
  });
});
