import { connectionForTab } from '../shared/connection-for-tab.ts';
import { crmPlaceOf } from '../shared/data-centres.ts';
import { AppError, isAppError } from '../shared/errors.ts';
import { inBackground } from '../shared/notes.ts';
import type { Module } from '../shared/run-summary.ts';
import { connectionsItem, modulesItem } from '../shared/stored-items.ts';
import { moduleOfSlug, slugsOf } from '../zoho/module-of-slug.ts';
import { STANDARD_MODULES } from '../zoho/standard-modules.ts';
import type { ModuleInfo } from '../zoho/types.ts';
import { isLastingRefusal, type KeptAnswers } from './kept-answers.ts';
import type { ZohoOf } from './zoho-of.ts';

/** Modules are rarely renamed. */
const KEPT_MS = 60 * 60_000;
/** A slug without a module may have got one in the meantime. */
const MISSING_MS = 5 * 60_000;

/** The modules of a connection, and the time of their request. */
interface Listed {
  readonly askedAt: number;
  readonly modules: readonly ModuleInfo[];
}

/** Receives each list of modules from Zoho. */
type TakeList = (connectionId: string, modules: readonly ModuleInfo[]) => Promise<void>;

/**
 * The module of a connection behind a name in the URL. A kept answer is returned at once, and an old one is renewed in
 * the background.
 */
export function createModuleDirectory(zohoOf: ZohoOf, answers: KeptAnswers, take: TakeList) {
  /** Throws `module-unknown`, `module-unsupported`, `signed-out` and the codes of a call. */
  async function resolve(connectionId: string, moduleSlug: string): Promise<Module> {
    const key = `${connectionId} ${moduleSlug}`;
    const kept = (await modulesItem.get())[key];
    const longestMs = kept?.module === null ? MISSING_MS : KEPT_MS;
    if (kept !== undefined && answers.isFresh(kept.askedAt, longestMs)) return moduleIn(kept.module, moduleSlug);
    const known = kept?.module ?? null;
    const renewal = answers.once(key, () => renew(connectionId, moduleSlug, known));
    if (known === null) return moduleIn(await renewal, moduleSlug);
    inBackground(renewal, 'module-directory.renew');
    return known;
  }

  /** Requests the modules of a new connection before they are needed. */
  async function readAhead(connectionId: string): Promise<void> {
    const kept = Object.entries(await modulesItem.get());
    const isFresh = kept.some(
      ([key, { askedAt }]) => key.startsWith(`${connectionId} `) && answers.isFresh(askedAt, KEPT_MS),
    );
    if (!isFresh) await keepList(connectionId, await list(connectionId));
  }

  async function renew(connectionId: string, moduleSlug: string, known: Module | null): Promise<Module | null> {
    const askedAt = answers.now();
    const module = await ask(connectionId, moduleSlug).catch((error: unknown) => insteadOf(error, moduleSlug, known));
    await answers.keep(modulesItem, connectionId, { [`${connectionId} ${moduleSlug}`]: { askedAt, module } });
    return module;
  }

  async function ask(connectionId: string, moduleSlug: string): Promise<Module | null> {
    const answer = await list(connectionId);
    await keepList(connectionId, answer);
    const { modules } = answer;
    const found = moduleOfSlug(moduleSlug, modules);
    if (found === null) return null;
    const { apiName, nameField } = found;
    return asModule(moduleSlug, nameField === null ? await zohoOf(connectionId).module(apiName) : found);
  }

  function list(connectionId: string): Promise<Listed> {
    return answers.once(`modules of ${connectionId}`, async () => {
      const askedAt = answers.now();
      const modules = await zohoOf(connectionId).modules();
      inBackground(take(connectionId, modules), 'module-directory.take');
      return { askedAt, modules };
    });
  }

  /** One answer has all modules. None is requested alone, unless its name field is still unknown. */
  async function keepList(connectionId: string, { askedAt, modules }: Listed): Promise<void> {
    const entries = modules.flatMap((info) =>
      slugsOf(info)
        .filter((slug) => info.nameField !== null && moduleOfSlug(slug, modules) === info)
        .map((slug) => [`${connectionId} ${slug}`, { askedAt, module: asModule(slug, info) }] as const),
    );
    await answers.keep(modulesItem, connectionId, Object.fromEntries(entries));
  }

  /** The module behind a slug on that host, as far as it was requested before; null otherwise. Asks Zoho nothing. */
  async function known(host: string, moduleSlug: string): Promise<Module | null> {
    const place = crmPlaceOf(host);
    if (place === null) return null;
    const best = connectionForTab(await connectionsItem.get(), place, null);
    return best.fit === 'none'
      ? null
      : ((await modulesItem.get())[`${best.connection.id} ${moduleSlug}`]?.module ?? null);
  }

  return { resolve, readAhead, known };
}

/**
 * The answer after a refusal: the known module, and Zoho is not asked again for a while. Without the right to read
 * modules, Zoho's own modules are still known by name. Throws the error where there is neither, and where the refusal
 * is not lasting.
 */
function insteadOf(error: unknown, moduleSlug: string, known: Module | null): Module {
  if (!isAppError(error) || !isLastingRefusal(error)) throw error;
  if (known !== null) return known;
  const isForbidden = error.code === 'scope-missing' || error.code === 'no-permission';
  const standard = isForbidden ? moduleOfSlug(moduleSlug, STANDARD_MODULES) : null;
  if (standard === null) throw error;
  return asModule(moduleSlug, standard);
}

function moduleIn(module: Module | null, moduleSlug: string): Module {
  if (module === null) throw new AppError('module-unsupported', { name: moduleSlug });
  return module;
}

function asModule(moduleSlug: string, info: ModuleInfo): Module {
  const { apiName, singular, plural, isCustom } = info;
  // A record without a displayable name is shown by its id.
  return { apiName, moduleSlug, singular, plural, isCustom, nameField: info.nameField ?? 'id' };
}

export type ModuleDirectory = ReturnType<typeof createModuleDirectory>;
