import { fakeBrowser } from './testing/extension.ts';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { AppError } from './errors.ts';
import { openWatched } from './store-faults.ts';

const broken = (): Promise<never> => Promise.reject(new AppError('storage-broken'));

beforeEach(() => fakeBrowser.reset());

/** Clears the session storage, as a start of the browser does. */
async function startBrowser(): Promise<void> {
  await fakeBrowser.storage.session.clear();
}

describe('a store that cannot be opened', () => {
  it('is said to be so for the first time, however often it is tried', async () => {
    for (let n = 0; n < 3; n += 1)
      await expect(openWatched('one', broken)).rejects.toMatchObject({ code: 'storage-broken', details: {} });
  });

  it('is said to be so again after another start of the browser', async () => {
    await expect(openWatched('one', broken)).rejects.toMatchObject({ details: {} });
    await startBrowser();
    await expect(openWatched('one', broken)).rejects.toMatchObject({
      code: 'storage-broken',
      details: { isLasting: true },
    });
    await expect(openWatched('other', broken)).rejects.toMatchObject({ details: {} });
  });

  it('begins anew once it could be opened', async () => {
    await expect(openWatched('one', broken)).rejects.toThrow('storage-broken');
    await startBrowser();
    expect(await openWatched('one', () => Promise.resolve('database'))).toBe('database');
    await vi.waitFor(async () =>
      expect(await fakeBrowser.storage.local.get('storeFaults')).toEqual({ storeFaults: undefined }),
    );
    await expect(openWatched('one', broken)).rejects.toMatchObject({ details: {} });
  });

  it('is still said where nothing can be remembered of it', async () => {
    vi.spyOn(fakeBrowser.storage.local, 'set').mockRejectedValue(new Error('IO error'));
    await expect(openWatched('one', broken)).rejects.toMatchObject({ code: 'storage-broken' });
    vi.restoreAllMocks();
  });
});

it('a store that is full is not taken for a broken one', async () => {
  for (let n = 0; n < 2; n += 1) {
    await startBrowser();
    const full = openWatched('one', () => Promise.reject(new AppError('storage-full')));
    await expect(full).rejects.toMatchObject({ code: 'storage-full', details: {} });
  }
});
