import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, expect, it } from 'vitest';
import { createGrantStore, type Grant } from './grant-store.ts';

const GRANT: Grant = {
  connectionId: 'us-production-1-2',
  way: 'server',
  clientId: '1000.ABCDEFGH',
  clientSecret: 's3cret',
  refreshToken: 'r1',
  dataCentre: 'us',
  clientDataCentre: 'us',
};

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

it('keeps grants over lives of the worker', async () => {
  await createGrantStore().write(GRANT);
  const later = createGrantStore();
  expect(await later.read('us-production-1-2')).toEqual(GRANT);
  await later.write({ ...GRANT, refreshToken: 'r2' });
  expect(await later.all()).toEqual([{ ...GRANT, refreshToken: 'r2' }]);
  expect(await later.read('us-production-1-3')).toBeNull();
  await later.erase('us-production-1-2');
  expect(await createGrantStore().all()).toEqual([]);
});

it('lets go of the store when a newer version or an erasure asks for it', async () => {
  const grants = createGrantStore();
  await grants.write(GRANT);
  await new Promise<void>((resolve, reject) => {
    const deleting = indexedDB.deleteDatabase('untag-auth');
    deleting.addEventListener('success', () => resolve());
    deleting.addEventListener('blocked', () => reject(new Error('blocked')));
  });
  expect(await grants.all()).toEqual([]);
});

it('says that the store is broken, and recovers when it is not', async () => {
  const good = globalThis.indexedDB;
  const grants = createGrantStore();
  globalThis.indexedDB = {
    open: () => {
      throw new DOMException('no', 'UnknownError');
    },
  } as unknown as IDBFactory;
  await expect(grants.read('x')).rejects.toMatchObject({ code: 'storage-broken' });
  globalThis.indexedDB = good;
  expect(await grants.read('x')).toBeNull();
});
