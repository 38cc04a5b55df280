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

/** Modules are renamed by hand and seldom. */
const KEPT_MS = 60 * 60_000;
/** A slug without a module may have got one. */
const MISSING_MS = 5 * 60_000;

/** The modules of a connection, and when they were asked for. */
interface Listed {
  readonly askedAt: number;
  readonly modules: readonly ModuleInfo[];
}

/** Which module of a connection a name in the URL stands for. A kept one is answered at once, and an old one renewed behind it. */
export function createModuleDirectory(zohoOf: ZohoOf, answers: KeptAnswers) {
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

  /** Asks for the modules of a new connection before anybody needs one. */
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
      return { askedAt, modules: await zohoOf(connectionId).modules() };
    });
  }

  /** One answer has all modules: none of them is asked for by itself, unless its name field is still to be found out. */
  async function keepList(connectionId: string, { askedAt, modules }: Listed): Promise<void> {
    const entries = modules.flatMap((info) =>
      slugsOf(info)
        .filter((slug) => info.nameField !== null && moduleOfSlug(slug, modules) === info)
        .map((slug) => [`${connectionId} ${slug}`, { askedAt, module: asModule(slug, info) }] as const),
    );
    await answers.keep(modulesItem, connectionId, Object.fromEntries(entries));
  }

  /** The module behind a slug on that host, as far as it was asked before; null otherwise. Asks Zoho nothing. */
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
 * What a refusal leaves: the module that is known, and Zoho is not asked again for a while. Without the right to read
 * modules Zoho's own ones are still known by name. Throws the error where there is neither, and where it is no lasting refusal.
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
  // A record without a name that can be shown is called by its id.
  return { apiName, moduleSlug, singular, plural, isCustom, nameField: info.nameField ?? 'id' };
}

export type ModuleDirectory = ReturnType<typeof createModuleDirectory>;
