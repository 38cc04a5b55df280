import { type AppError, type ErrorCode, toErrorData } from '../../shared/errors.ts';
import { CREDITS_PER_READ } from '../../zoho/limits.ts';
import { STANDARD_MODULES } from '../../zoho/standard-modules.ts';
import { type ModuleInfo, TAG_INCLUDES, type TagInclude, type TagList } from '../../zoho/types.ts';
import type { TagJob } from '../model/job.ts';
import { includeFor, LESSER_INCLUDES, moduleToLearnFrom, MOST_EXTRA_CALLS } from '../model/ladder.ts';
import type { Called } from '../ports.ts';
import type { Fact } from '../store/fact.ts';
import { isSilent, MOST_TRIES, type Visit } from './visit.ts';

/** Key of the list of modules in `TagJob.tries`. */
const OF_MODULES = ' modules';

/** Refusals for a lack of rights of the profile or the connection. All others count as failed. */
const OF_RIGHTS: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'no-tag-reading',
  'no-permission',
  'permission-denied',
  'no-api-access',
  'scope-missing',
]);

/** The module may have been deleted since Zoho listed it. */
const OF_LIST: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['module-unknown', 'module-unsupported']);

/** Reads the list of modules. Where Zoho refuses it, the known standard modules are used. */
export async function readModules(visit: Visit): Promise<void> {
  const called = await visit.calls.call(CREDITS_PER_READ, (api) => api.modules());
  if (called.kind === 'halted') return called.error === null ? undefined : missed(visit, OF_MODULES, called.error);
  const isListed = called.kind === 'answered';
  await visit.write(async (fact, job) => {
    if (!job.wantsAll) return;
    const infos = isListed ? called.value.filter(canCarryTags) : STANDARD_MODULES;
    await fact.setModules(infos, isListed ? visit.ports.clock.wall() : null);
    const modules = infos.map(({ apiName }) => apiName);
    const { done } = job.sum.modules;
    visit.change(fact, {
      wantsAll: false,
      modules,
      sum: { ...job.sum, modules: { all: done + modules.length, done } },
    });
  }, true);
}

/** Custom modules, and standard modules whose records carry tags. Source: Zoho docs v8, remove-tags. */
export function canCarryTags({ apiName, isCustom, isApiSupported }: ModuleInfo): boolean {
  return isApiSupported && (isCustom || STANDARD_MODULES.some((module) => module.apiName === apiName));
}

/**
 * Reads lists of tags in parallel. It reads only one to find out which extras Zoho gives, or to test the store after a
 * round that stored nothing.
 */
export async function readLists(visit: Visit, job: TagJob): Promise<void> {
  const { connectionId, store } = visit;
  const [org, known] = await Promise.all([store.org(connectionId), store.modules(connectionId)]);
  const learned = org?.include ?? null;
  const left = job.hasToLearn && learned === null ? MOST_EXTRA_CALLS - job.extraCalls : 0;
  if (left > 0) {
    const module = moduleToLearnFrom(job.modules, known);
    return module === undefined ? undefined : learnFrom(visit, module, left);
  }
  const next = job.starts > 1 ? job.modules.slice(0, 1) : job.modules;
  await visit.sideBySide(next, (module) => readList(visit, module, includeFor(known.get(module), learned)));
}

/** Reads a list with exactly one call, because pages have shown that price. */
async function readList(visit: Visit, module: string, include: readonly TagInclude[]): Promise<void> {
  const called = await askFor(visit, module, include);
  if (called.kind === 'halted') return called.error === null ? undefined : missed(visit, module, called.error);
  if (called.kind === 'answered') return visit.write((fact) => setList(visit, fact, module, called), true);
  const { error } = called;
  await visit.write(async (fact) => {
    const before = (await fact.modules()).get(module);
    await setFailed(visit, fact, module, error, called.at);
    if (include.length === 0 || !mayBeOfExtras(error)) return;
    // A refusal that names no reason may pass. Only its repetition costs the module its extras.
    const isRepeated = before?.state === 'failed' && before.error?.code === error.code;
    if (isOfExtras(error) || isRepeated) await fact.setRefusedInclude(module, include);
  }, true);
}

/**
 * Reads a list and finds out which extras Zoho gives. `left`: the additional calls that this may cost. A refusal that
 * does not name the extras may concern the module, so the next call asks for none.
 */
async function learnFrom(visit: Visit, module: string, left: number): Promise<void> {
  const first = await askFor(visit, module, TAG_INCLUDES);
  if (first.kind !== 'refused' || !mayBeOfExtras(first.error)) return learnedFrom(visit, module, first, TAG_INCLUDES);
  let extra = left;
  let bare: Answered | null = null;
  async function more(include: readonly TagInclude[]): Promise<Asked> {
    extra -= 1;
    // Counted before the call, so that another worker does not exceed the allowed calls.
    await visit.write((fact, job) => visit.change(fact, { extraCalls: job.extraCalls + 1 }), false);
    return askFor(visit, module, include);
  }
  if (!isOfExtras(first.error)) {
    const called = await more([]);
    if (called.kind !== 'answered') return learnedFrom(visit, module, called, null);
    bare = called;
  }
  for (const include of LESSER_INCLUDES) {
    if (include.length === 0 && bare !== null) return learnedFrom(visit, module, bare, []);
    if (extra === 0) break;
    // The last call must get the tags, so it asks for no extras and shows nothing about them.
    const isLast = extra === 1 && bare === null && include.length > 0;
    const called = await more(isLast ? [] : include);
    const isOver = called.kind === 'answered' || isLast || (called.kind === 'refused' && !mayBeOfExtras(called.error));
    if (isOver) return learnedFrom(visit, module, called, isLast ? null : include);
    if (called.kind === 'halted') return learnedFrom(visit, module, bare ?? called, null);
  }
  return learnedFrom(visit, module, bare ?? first, null);
}

/** `include`: the extras that Zoho gives; null when the answers do not show it. */
function learnedFrom(
  visit: Visit,
  module: string,
  called: Asked,
  include: readonly TagInclude[] | null,
): Promise<void> {
  if (called.kind === 'halted') return called.error === null ? Promise.resolve() : missed(visit, module, called.error);
  return visit.write(async (fact) => {
    if (called.kind === 'refused') return setFailed(visit, fact, module, called.error, called.at);
    await setList(visit, fact, module, called);
    if (include === null) return;
    await fact.setInclude(include);
    visit.change(fact, { hasToLearn: false });
  }, true);
}

/** The end of a call for a list, and when it ended, milliseconds since the epoch. */
type Asked = Called<TagList> & { readonly at: number };
type Answered = Extract<Asked, { readonly kind: 'answered' }>;

async function askFor(visit: Visit, module: string, include: readonly TagInclude[]): Promise<Asked> {
  const called = await visit.calls.call(CREDITS_PER_READ, (api) => {
    visit.begun(module);
    return api.tagList(module, include);
  });
  visit.over(module);
  return { ...called, at: visit.ports.clock.wall() };
}

async function setList(visit: Visit, fact: Fact, module: string, { value, at }: Answered): Promise<void> {
  await fact.setList(module, value, at);
  visit.moduleDone(fact, module);
}

/** Whether a refusal names the requested extras. */
function isOfExtras({ details }: AppError): boolean {
  return details.field === 'include';
}

/** Whether a refusal may come from the requested extras. */
function mayBeOfExtras(error: AppError): boolean {
  const { code, details } = error;
  if (details.field !== undefined) return isOfExtras(error);
  return code === 'data-refused' || code === 'request-refused' || code === 'zoho-other';
}

async function setFailed(visit: Visit, fact: Fact, module: string, error: AppError, at: number): Promise<void> {
  await fact.setFailed(module, OF_RIGHTS.has(error.code) ? 'refused' : 'failed', toErrorData(error), at);
  if (OF_LIST.has(error.code)) await fact.setListOutdated();
  visit.moduleDone(fact, module);
}

/** Counts a call without an answer. After three, the module counts as failed and the others continue. */
async function missed(visit: Visit, key: string, error: AppError): Promise<void> {
  if (!isSilent(error)) return;
  await visit.write(async (fact) => {
    const tries = visit.tried(fact, key);
    if (tries < MOST_TRIES) return;
    if (key === OF_MODULES) visit.end(fact, 'given-up', { why: null, error: toErrorData(error) });
    else await setFailed(visit, fact, key, error, visit.ports.clock.wall());
  }, false);
}
