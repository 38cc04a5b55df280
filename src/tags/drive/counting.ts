import { type AppError, type ErrorCode, toErrorData } from '../../shared/errors.ts';
import { CREDITS_PER_READ } from '../../zoho/limits.ts';
import type { TagCountAnswer, TagUseAnswer } from '../../zoho/types.ts';
import type { TagJob, TagKey } from '../model/job.ts';
import type { TagUseArea, TagUses } from '../model/types.ts';
import type { Fact } from '../store/fact.ts';
import { isSilent, MOST_TRIES, type Visit } from './visit.ts';

/** Tags that are started together. */
const AT_ONCE = 200;

/** Refusals that apply to every tag of the module. */
const OF_MODULE: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'no-tag-reading',
  'no-permission',
  'permission-denied',
  'no-api-access',
  'scope-missing',
  'module-unknown',
  'module-unsupported',
  'url-unknown',
  'method-refused',
]);

/**
 * Counts the records of the next tags in parallel. After a round that stored nothing, it counts only one, to test the
 * store.
 */
export async function countTags(visit: Visit, { starts }: Pick<TagJob, 'starts'>): Promise<void> {
  const keys = await visit.store.wanted(visit.connectionId, starts > 1 ? 1 : AT_ONCE);
  if (keys.length === 0)
    return visit.write((fact, job) => visit.counted(fact, job.sum.counts.all - job.sum.counts.done), false);
  const refused = new Set<string>();
  await visit.sideBySide(keys, async (key) => {
    if (!refused.has(key.module) && !(await countTag(visit, key))) refused.add(key.module);
  });
}

/** False when Zoho refuses counting for the whole module. */
async function countTag(visit: Visit, key: TagKey): Promise<boolean> {
  const called = await visit.calls.call(CREDITS_PER_READ, (api) => api.tagCount(key.module, key.id));
  const at = visit.ports.clock.wall();
  if (called.kind === 'halted') {
    if (called.error !== null) await missed(visit, key, called.error);
    return true;
  }
  if (called.kind === 'refused') {
    await visit.write((fact) => setRefused(visit, fact, key, called.error), true);
    return !OF_MODULE.has(called.error.code);
  }
  await visit.write(async (fact) => {
    await fact.setCount(key, countIn(called.value, at));
    await taken(visit, fact, key);
  }, true);
  return true;
}

async function setRefused(visit: Visit, fact: Fact, key: TagKey, error: AppError): Promise<void> {
  const failure = { error: toErrorData(error), at: visit.ports.clock.wall() };
  if (OF_MODULE.has(error.code)) return visit.counted(fact, await fact.setUncountable(key.module, failure));
  if (error.code === 'tag-gone') await fact.dropTag(key);
  else await fact.setCountFailed(key, failure);
  await taken(visit, fact, key);
}

async function taken(visit: Visit, fact: Fact, key: TagKey): Promise<void> {
  if (await fact.takeWanted(key)) visit.counted(fact, 1);
}

async function missed(visit: Visit, key: TagKey, error: AppError): Promise<void> {
  if (!isSilent(error)) return;
  await visit.write(async (fact) => {
    if (visit.tried(fact, key.id) < MOST_TRIES) return;
    await fact.setCountFailed(key, { error: toErrorData(error), at: visit.ports.clock.wall() });
    await taken(visit, fact, key);
  }, false);
}

/** The parts of an answer as they are stored. `at`: when Zoho gave it, in milliseconds since the epoch. */
export function countIn({ records, use }: TagCountAnswer, at: number) {
  return {
    records: records === null ? null : ({ n: records, at, from: 'count' } as const),
    uses: use === null ? null : usesIn(use, at),
  };
}

const KINDS: readonly TagUseArea['kind'][] = ['workflow', 'blueprint', 'orchestration', 'view'];

function usesIn({ areas, isWhole }: TagUseAnswer, at: number): TagUses {
  const named = areas.map(({ type, places, hasHidden }): TagUseArea => ({
    kind: KINDS.find((kind) => type.startsWith(kind)) ?? 'other',
    action: type.endsWith('-add') ? 'add' : type.endsWith('-remove') ? 'remove' : null,
    places,
    hasHidden,
  }));
  return { at, areas: named, isWhole, isUsed: named.length > 0 ? true : isWhole ? false : null };
}
