import { toErrorData } from '../shared/errors.ts';
import type { TagsOfModule } from '../shared/messages.ts';
import { CREDITS_PER_READ } from '../zoho/limits.ts';
import { countIn } from './drive/counting.ts';
import type { TagKey } from './model/job.ts';
import type { RecordCount } from './model/types.ts';
import type { TagsPorts } from './ports.ts';
import { ageOf } from './queries/judgements.ts';
import { readRecordCounts, readTagModules } from './queries/lists.ts';
import { MOST_COUNTED } from './queries/price.ts';
import type { TagStore } from './store/store.ts';

/** Counts older than this are read again, in milliseconds. */
const FRESH_MS = 300_000;

/** The counts of some tags, and the cost of reading them. */
export interface FreshCounts {
  /** By module and tag, in the order of the request. Null if Zoho gives no count. */
  readonly records: readonly (readonly (RecordCount | null)[])[];
  /** The tags that Zoho was asked about. The answer has their uses, too, as far as Zoho names them. */
  readonly asked: readonly TagKey[];
  /** API credits. */
  readonly spent: number;
  /** Credits left, as Zoho said last; null if it said nothing. */
  readonly left: number | null;
}

/**
 * The stored counts of these tags. Those that are old, or unknown and not refused since, are asked for first and
 * stored; what cannot be had stays as it is. Throws `signed-out` when the connection is gone, `storage-broken`,
 * `storage-full`.
 */
export async function freshCounts(
  ports: TagsPorts,
  store: TagStore,
  connectionId: string,
  steps: readonly TagsOfModule[],
): Promise<FreshCounts> {
  const refusedAt = new Map(
    (await readTagModules(connectionId)).map(({ apiName, countError }) => [apiName, countError?.at ?? null]),
  );
  const now = ports.clock.wall();
  const isRecent = (at: number | null | undefined): boolean =>
    at !== null && at !== undefined && ageOf(at, now) <= FRESH_MS;
  const known = await Promise.all(steps.map(({ module, tagIds }) => readRecordCounts(connectionId, module, tagIds)));
  const open = steps.flatMap(({ module, tagIds }, n) =>
    tagIds.flatMap((id, at) => {
      const count = known[n]?.[at];
      const isRefused = isRecent(count?.countError?.at) || isRecent(refusedAt.get(module));
      return isRecent(count?.records?.at) || isRefused ? [] : [{ module, id }];
    }),
  );
  const stored = known.map((counts) => counts.map(({ records }) => records));
  if (open.length === 0) return { records: stored, asked: [], spent: 0, left: null };
  const calls = await ports.calls(connectionId, { misses: 0, throttles: 0 });
  const made = new Map<string, RecordCount>();
  const asked: TagKey[] = [];
  const count = async ({ module, id }: TagKey): Promise<void> => {
    const called = await calls.call(CREDITS_PER_READ, (api) => api.tagCount(module, id));
    const at = ports.clock.wall();
    if (called.kind === 'halted') return;
    asked.push({ module, id });
    const told = called.kind === 'answered' ? countIn(called.value, at) : null;
    if (told?.records) made.set(`${module} ${id}`, told.records);
    await store.write(connectionId, (fact) =>
      called.kind === 'answered'
        ? fact.setCount({ module, id }, countIn(called.value, at))
        : fact.setCountFailed({ module, id }, { error: toErrorData(called.error), at }),
    );
  };
  if (await calls.verify()) await Promise.all(open.slice(0, MOST_COUNTED).map(count));
  const { spent, left } = calls.takeCredits();
  const records = stored.map((counts, n) =>
    counts.map((before, at) => made.get(`${steps[n]?.module} ${steps[n]?.tagIds[at]}`) ?? before),
  );
  return { records, asked, spent, left };
}
