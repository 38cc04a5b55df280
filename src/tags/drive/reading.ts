import { type AppError, type ErrorCode, toErrorData } from '../../shared/errors.ts';
import { CREDITS_PER_READ } from '../../zoho/limits.ts';
import { STANDARD_MODULES } from '../../zoho/standard-modules.ts';
import type { ModuleInfo } from '../../zoho/types.ts';
import { firstRung, nextRung } from '../model/ladder.ts';
import { isSilent, MOST_TRIES, type Visit } from './visit.ts';

/** Key of the list of modules among the tries. */
const OF_MODULES = ' modules';

/** The user's profile or the connection lacks a right; all else failed. */
const OF_RIGHTS: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'no-tag-reading',
  'no-permission',
  'permission-denied',
  'no-api-access',
  'scope-missing',
]);

/** Asks which modules there are. Where Zoho does not say so, its own ones are known by name. */
export async function readModules(visit: Visit): Promise<void> {
  const called = await visit.calls.call(CREDITS_PER_READ, (api) => api.modules());
  if (called.kind === 'halted') return called.error === null ? undefined : missed(visit, OF_MODULES, called.error);
  const isTold = called.kind === 'answered';
  await visit.write(async (fact, job) => {
    if (!job.wantsAll) return;
    const infos = isTold ? called.value.filter(canCarryTags) : STANDARD_MODULES;
    await fact.setModules(infos, isTold ? visit.ports.clock.wall() : null);
    const modules = infos.map(({ apiName }) => apiName);
    const { done } = job.sum.modules;
    visit.change(fact, {
      wantsAll: false,
      modules,
      sum: { ...job.sum, modules: { all: done + modules.length, done } },
    });
  }, true);
}

/** Custom modules, and those of Zoho's own whose records carry tags. Source: Zoho docs v8, remove-tags. */
function canCarryTags({ apiName, isCustom, isApiSupported }: ModuleInfo): boolean {
  return isApiSupported && (isCustom || STANDARD_MODULES.some((module) => module.apiName === apiName));
}

/** Reads lists of tags side by side; one alone as long as nobody knows which extras Zoho gives. */
export async function readLists(visit: Visit, modules: readonly string[]): Promise<void> {
  const org = await visit.store.org(visit.connectionId);
  const learned = org?.include ?? null;
  const next = learned === null ? modules.slice(0, 1) : modules;
  await visit.sideBySide(next, (module) => readList(visit, module, learned));
}

async function readList(visit: Visit, module: string, learned: Parameters<typeof firstRung>[0]): Promise<void> {
  let include = firstRung(learned);
  for (;;) {
    const asked = include;
    const called = await visit.calls.call(CREDITS_PER_READ, (api) => {
      visit.begun(module);
      return api.tagList(module, asked);
    });
    visit.over(module);
    const at = visit.ports.clock.wall();
    if (called.kind === 'halted') return called.error === null ? undefined : missed(visit, module, called.error);
    if (called.kind === 'answered')
      return visit.write(async (fact) => {
        await fact.setList(module, called.value, at);
        if (learned === null) await fact.setInclude(asked);
        if (learned === null) visit.change(fact, { hasToLearn: false });
        visit.moduleDone(fact, module);
      }, true);
    const { error } = called;
    const less = isOfExtras(error) ? nextRung(asked) : null;
    if (less === null) return visit.write((fact) => setFailed(visit, fact, module, error, at), true);
    include = less;
  }
}

/** Whether a refusal may be due to what was asked along with the tags. */
function isOfExtras({ code, details }: AppError): boolean {
  if (details.field !== undefined) return details.field === 'include';
  return code === 'data-refused' || code === 'request-refused' || code === 'zoho-other';
}

async function setFailed(
  visit: Visit,
  fact: Parameters<Parameters<Visit['write']>[0]>[0],
  module: string,
  error: AppError,
  at: number,
): Promise<void> {
  await fact.setFailed(module, OF_RIGHTS.has(error.code) ? 'refused' : 'failed', toErrorData(error), at);
  visit.moduleDone(fact, module);
}

/** Zoho has not answered; after three times a module counts as one that cannot be read, and the others go on. */
async function missed(visit: Visit, key: string, error: AppError): Promise<void> {
  if (!isSilent(error)) return;
  await visit.write(async (fact) => {
    const tries = visit.tried(fact, key);
    if (tries < MOST_TRIES) return;
    if (key === OF_MODULES) visit.end(fact, 'given-up', { why: null, error: toErrorData(error) });
    else await setFailed(visit, fact, key, error, visit.ports.clock.wall());
  }, false);
}
