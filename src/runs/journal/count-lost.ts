import { settled } from './settled.ts';

/** A block as the second version stored it, as far as it is read here. */
interface SecondBlock {
  readonly r: number;
  readonly b: number;
  readonly t: readonly string[];
}

const BLOCKS_AT_ONCE = 40;

/**
 * From the second version of the journal to the third: each run says how many of its records have lost a tag. None of this
 * may change any more.
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
