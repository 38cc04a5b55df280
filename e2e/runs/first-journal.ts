import type { Zoho } from '../zoho/simulator.ts';
import { type Before, leads } from './truth.ts';

/** A run of the first version as its worker left it: half of it was sent and not answered, the rest planned. */
export interface FirstJournal {
  readonly run: object;
  readonly records: readonly object[];
  readonly batches: readonly object[];
}

/** Rows as the first released version wrote them, in its own format. Newer code must never produce any of this. */
export function firstJournal(zoho: Zoho, was: Before, connectionId: string, at: number): FirstJournal {
  const org = zoho.world.org('brightside');
  const user = org.user('mara');
  const tags = leads(zoho)
    .tags()
    .map(({ id, name, colour }) => ({ id, name, colour }));
  const placeOf = (id: string) => tags.findIndex((tag) => tag.id === id);
  const chosen = was.chosen.map(placeOf);
  const records = was.ids.map((id, n) => {
    const b = (was.tags.get(id) ?? []).map(placeOf).toSorted((x, y) => x - y);
    return { r: 1, n, i: id, m: leads(zoho).record(id).name, b, o: 0, a: at - 5_000 };
  });
  const carrying = (tag: number) => records.filter(({ b }) => b.includes(tag)).map(({ n }) => n);
  const [first = 0, second = 0] = chosen;
  const batch = { kind: 'write', isIsolating: false, sentAt: null, endedAt: null, credits: 0 };
  const batches = [
    { ...batch, r: 1, n: 0, records: carrying(first), tags: [first], s: 1, sentAt: at - 1_000, credits: 1 },
    { ...batch, r: 1, n: 1, records: carrying(second), tags: [second], s: 0 },
  ];
  const nobody = { removed: 0, partly: 0, 'had-none': 0, failed: 0, 'not-sent': 0, unknown: 0 };
  const run = {
    v: 1,
    id: 'first',
    kind: 'removal',
    undoes: null,
    undoneBy: null,
    connectionId,
    org: {
      zgid: org.zgid,
      domainName: org.domainName,
      name: org.companyName,
      dataCentre: 'us',
      environment: 'production',
      edition: 'enterprise',
    },
    user: { id: user.id, name: user.fullName },
    module: {
      apiName: 'Leads',
      tab: 'Leads',
      singular: 'Lead',
      plural: 'Leads',
      isCustom: false,
      nameField: 'Full_Name',
    },
    source: { kind: 'ticked', viewId: null, viewName: null, pages: null },
    tags,
    chosen,
    state: 'running',
    until: null,
    why: null,
    stopReason: null,
    error: null,
    total: records.length,
    read: records.length,
    counts: { ...nobody, pending: records.length },
    credits: { reads: 2, writes: 0, checks: 0 },
    useReserve: false,
    revision: 5,
    createdAt: at - 9_000,
    startedAt: at - 2_000,
    progressAt: at - 2_000,
    endedAt: null,
    isSeen: false,
    cameBack: null,
    creditsLeft: null,
    tries: null,
    work: {
      copy: null,
      view: null,
      reopen: null,
      isPlanned: true,
      caps: { ids: null, tags: null },
      stopping: null,
      nextBatch: 2,
      checkAt: null,
    },
  };
  return { run, records, batches };
}

/** Runs in a page: replaces the journal by one of the first version. */
export async function writeFirstJournal({ run, records, batches }: FirstJournal): Promise<void> {
  const result = <Value>(request: IDBRequest<Value>) =>
    new Promise<Value>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error as Error);
    });
  await result(indexedDB.deleteDatabase('untag-runs'));
  const opening = indexedDB.open('untag-runs', 1);
  opening.onupgradeneeded = () => {
    const made = opening.result;
    made.createObjectStore('runs', { keyPath: 'seq', autoIncrement: true }).createIndex('id', 'id', { unique: true });
    made.createObjectStore('records', { keyPath: ['r', 'n'] }).createIndex('outcome', ['r', 'o', 'n']);
    made.createObjectStore('batches', { keyPath: ['r', 'n'] }).createIndex('state', ['r', 's', 'n']);
    made.createObjectStore('previews', { keyPath: 'r' });
    made.createObjectStore('given', { keyPath: ['r', 'n'] });
  };
  const database = await result(opening);
  const writing = database.transaction(['runs', 'records', 'batches'], 'readwrite');
  writing.objectStore('runs').add(run);
  for (const row of records) writing.objectStore('records').add(row);
  for (const row of batches) writing.objectStore('batches').add(row);
  await new Promise((resolve) => (writing.oncomplete = resolve));
  database.close();
}
