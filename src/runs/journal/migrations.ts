import { ROWS_PER_BLOCK, type StoredBlock } from './blocks.ts';

/** A record as the first version stored it, one per row. */
type FirstRecord = { readonly r: number; readonly n: number; readonly o: number } & Readonly<Record<string, unknown>>;

const ROWS_AT_ONCE = 2_000;

/**
 * From the first version of the journal to the second: records, which were rows of a separate table, become blocks.
 * Their text stays as it is. This migration must never change.
 */
export async function rowsToBlocks(changing: IDBTransaction): Promise<void> {
  const records = changing.objectStore('records');
  const blocks = changing.objectStore('blocks');
  let open: FirstRecord[] = [];
  let after: [number, number] = [-1, -1];
  for (;;) {
    const rows = await settled<FirstRecord[]>(records.getAll(IDBKeyRange.lowerBound(after, true), ROWS_AT_ONCE));
    for (const row of rows) {
      const [first] = open;
      if (first !== undefined && (first.r !== row.r || numberOf(first) !== numberOf(row))) {
        blocks.put(blockFrom(open));
        open = [];
      }
      open.push(row);
    }
    const end = rows.at(-1);
    if (end === undefined) break;
    after = [end.r, end.n];
  }
  if (open.length > 0) blocks.put(blockFrom(open));
  changing.db.deleteObjectStore('records');
}

function numberOf({ n }: FirstRecord): number {
  return Math.floor(n / ROWS_PER_BLOCK);
}

/** The block of these rows, which are in order and belong to one block. */
function blockFrom(rows: readonly FirstRecord[]): StoredBlock {
  const [{ r, n: start } = { r: 0, n: 0 }] = rows;
  const b = Math.floor(start / ROWS_PER_BLOCK);
  const texts: string[] = [];
  let digits = '';
  for (const { r: _r, n, o, ...words } of rows) {
    for (let gap = texts.length; gap < n - b * ROWS_PER_BLOCK; gap += 1) {
      texts.push('');
      digits += ' ';
    }
    texts.push(JSON.stringify(words));
    digits += String(o);
  }
  const outcomes = [...new Set(rows.map(({ o }) => o))];
  return { r, b, o: digits, t: texts, k: outcomes.map((o) => [r, o, b] as const) };
}

/** The parts of a block of the second version that are read here. */
interface SecondBlock {
  readonly r: number;
  readonly b: number;
  readonly t: readonly string[];
}

const BLOCKS_AT_ONCE = 40;

/**
 * From the second version of the journal to the third: each run says how many of its records have lost a tag. This
 * migration must never change.
 */
export async function countLost(changing: IDBTransaction): Promise<void> {
  const blocks = changing.objectStore('blocks');
  const runs = changing.objectStore('runs');
  const counts = new Map<number, number>();
  let after: [number, number] = [-1, -1];
  for (;;) {
    const some = await settled<SecondBlock[]>(blocks.getAll(IDBKeyRange.lowerBound(after, true), BLOCKS_AT_ONCE));
    for (const { r, t } of some) counts.set(r, (counts.get(r) ?? 0) + t.filter((text) => hasLost(text)).length);
    const end = some.at(-1);
    if (end === undefined) break;
    after = [end.r, end.b];
  }
  for (const run of await settled<{ readonly seq: number }[]>(runs.getAll()))
    runs.put({ ...run, changed: counts.get(run.seq) ?? 0 });
}

function hasLost(text: string): boolean {
  return text !== '' && ((JSON.parse(text) as { x?: readonly number[] }).x ?? []).length > 0;
}

/** The parts of a run of the third version that are read here. */
interface ThirdRun {
  readonly module?: { readonly tab?: string };
  readonly progressAt?: number;
  readonly work?: object;
}

/**
 * From the third version of the journal to the fourth: a module's name in the URL is `moduleSlug`, formerly `tab`, and
 * a run stores its time without progress and when it was written. This migration must never change.
 */
export async function toFourth(changing: IDBTransaction): Promise<void> {
  const runs = changing.objectStore('runs');
  for (const { progressAt = 0, ...run } of await settled<ThirdRun[]>(runs.getAll())) {
    const { tab: moduleSlug, ...module } = run.module ?? {};
    const work = {
      ...run.work,
      idle: { ms: { zoho: 0, credits: 0, person: 0 }, lookedAt: 0, askedMs: 0 },
      rounds: { misses: 0, throttles: 0 },
      time: { at: progressAt, zoho: null, zohoAt: 0 },
    };
    runs.put({ ...run, ...(moduleSlug !== undefined && { module: { ...module, moduleSlug } }), work });
  }
}

/** The result of a migration's request. */
function settled<Value>(request: IDBRequest): Promise<Value> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result as Value));
    request.addEventListener('error', () => reject(request.error ?? new Error('The journal cannot be read.')));
  });
}
