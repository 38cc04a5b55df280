import { connectionForTab } from '../shared/connection-for-tab.ts';
import { crmPlaceOf } from '../shared/data-centres.ts';
import { AppError, isAppError } from '../shared/errors.ts';
import type { Module } from '../shared/run-summary.ts';
import { connectionsItem, modulesItem } from '../shared/stored-items.ts';
import { moduleOfSlug } from '../zoho/module-of-slug.ts';
import { STANDARD_MODULES } from '../zoho/standard-modules.ts';
import type { ModuleInfo } from '../zoho/types.ts';
import type { ZohoOf } from './zoho-of.ts';

/** Modules are renamed by hand and seldom. */
const KEPT_MS = 60 * 60_000;

/** Which module of a connection a name in the URL stands for. Asked of Zoho once an hour at most. */
export function createModuleDirectory(zohoOf: ZohoOf) {
  /** Throws `module-unknown`, `module-unsupported`, `signed-out` and the codes of a call. */
  async function resolve(connectionId: string, moduleSlug: string): Promise<Module> {
    const key = `${connectionId} ${moduleSlug}`;
    const found = (await modulesItem.get())[key];
    const age = found === undefined ? -1 : Date.now() - found.askedAt;
    if (found !== undefined && age >= 0 && age < KEPT_MS) return found.module;
    const module = await ask(connectionId, moduleSlug);
    await modulesItem.change((kept) => ({ ...kept, [key]: { askedAt: Date.now(), module } }));
    // Removed while Zoho was asked: then nothing of the connection may stay.
    if (!(await connectionsItem.get()).some(({ id }) => id === connectionId)) {
      await modulesItem.change(({ [key]: _gone, ...kept }) => kept);
      throw new AppError('signed-out');
    }
    return module;
  }

  async function ask(connectionId: string, moduleSlug: string): Promise<Module> {
    const api = zohoOf(connectionId);
    try {
      const found = moduleOfSlug(moduleSlug, await api.modules());
      if (found === null) throw new AppError('module-unsupported', { name: moduleSlug });
      return asModule(moduleSlug, found.nameField === null ? await api.module(found.apiName) : found);
    } catch (error) {
      if (!isAppError(error) || (error.code !== 'scope-missing' && error.code !== 'no-permission')) throw error;
      // Without the right to read modules Zoho's own ones are still known by name.
      const standard = moduleOfSlug(moduleSlug, STANDARD_MODULES);
      if (standard === null) throw error;
      return asModule(moduleSlug, standard);
    }
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

  return { resolve, known };
}

function asModule(moduleSlug: string, info: ModuleInfo): Module {
  const { apiName, singular, plural, isCustom } = info;
  // A record without a name that can be shown is called by its id.
  return { apiName, moduleSlug, singular, plural, isCustom, nameField: info.nameField ?? 'id' };
}

export type ModuleDirectory = ReturnType<typeof createModuleDirectory>;
