import { fakeBrowser } from './testing/extension.ts';
import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { stored } from './stored-value.ts';

const item = stored('local', 'numbers', v.array(v.number()), []);

beforeEach(() => fakeBrowser.reset());
afterEach(() => void vi.restoreAllMocks());

describe('changes of a stored value', () => {
  it('are none of them lost, however many come at once', async () => {
    // Each context has its own item for the same key.
    const others = Array.from({ length: 5 }, () => stored('local', 'numbers', v.array(v.number()), []));
    await Promise.all(others.map((other, n) => other.change((numbers) => [...numbers, n])));
    expect(await item.get()).toEqual([0, 1, 2, 3, 4]);
  });

  it('tell what is stored then, and write nothing when nothing is to change', async () => {
    expect(await item.change(() => [1, 2])).toEqual([1, 2]);
    const set = vi.spyOn(fakeBrowser.storage.local, 'set');
    expect(await item.change((numbers) => numbers)).toEqual([1, 2]);
    expect(set).not.toHaveBeenCalled();
  });

  it('do not hold others up after one has failed', async () => {
    await expect(
      item.change(() => {
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    expect(await item.change((numbers) => [...numbers, 7])).toEqual([7]);
  });
});

describe('a storage that fails', () => {
  it.each([
    ['Session storage quota bytes exceeded. Values were not stored.', 'storage-full'],
    ['IO error: .../000003.log: No space left on device', 'storage-full'],
    ['An unexpected error occurred', 'storage-broken'],
  ])('says "%s", which is %s', async (message, code) => {
    vi.spyOn(fakeBrowser.storage.local, 'set').mockRejectedValue(new Error(message));
    await expect(item.set([1])).rejects.toMatchObject({ code });
    await expect(item.change(() => [1])).rejects.toMatchObject({ code });
  });

  it('tells so to whoever reads and erases, too', async () => {
    vi.spyOn(fakeBrowser.storage.local, 'get').mockRejectedValue(new Error('gone'));
    vi.spyOn(fakeBrowser.storage.local, 'remove').mockRejectedValue(new Error('gone'));
    await expect(item.get()).rejects.toMatchObject({ code: 'storage-broken' });
    await expect(item.clear()).rejects.toMatchObject({ code: 'storage-broken' });
  });
});
