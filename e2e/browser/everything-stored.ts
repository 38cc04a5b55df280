import type { Worker } from '@playwright/test';

/** All that the extension keeps in this browser, as one text: both storage areas and every table of its IndexedDB. */
export function everythingStored(worker: Worker): Promise<string> {
  return worker.evaluate(async () => {
    const settled = <Result>(request: IDBRequest<Result>): Promise<Result> =>
      new Promise((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result));
        request.addEventListener('error', () => reject(request.error ?? new Error('The store does not answer.')));
      });
    const tables: Record<string, unknown> = {};
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await settled(indexedDB.open(name));
      for (const table of database.objectStoreNames) {
        const store = database.transaction(table).objectStore(table);
        tables[`${name} ${table}`] = [await settled(store.getAllKeys()), await settled(store.getAll())];
      }
      database.close();
    }
    const areas = [await chrome.storage.local.get(null), await chrome.storage.session.get(null)];
    return JSON.stringify([...areas, tables]);
  });
}
