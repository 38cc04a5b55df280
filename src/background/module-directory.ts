import * as v from 'valibot';
import { connectionForTab } from '../shared/connection-for-tab.ts';
import { crmPlaceOf } from '../shared/data-centres.ts';
import { AppError, isAppError } from '../shared/errors.ts';
import { type Module, moduleSchema } from '../shared/run-summary.ts';
import { connectionsItem } from '../shared/stored-items.ts';
import { stored } from '../shared/stored-value.ts';
import { resolveTab } from '../zoho/resolve-tab.ts';
import { STANDARD_MODULES } from '../zoho/standard-modules.ts';
import type { ModuleInfo } from '../zoho/types.ts';
import type { ZohoOf } from './zoho-of.ts';

/** Modules are renamed by hand and seldom; a browser session is long enough to notice. */
const KEPT_MS = 60 * 60_000;

const keptSchema = v.record(v.string(), v.object({ at: v.number(), module: moduleSchema }));
const keptItem = stored('session', 'modules', keptSchema, {});

/** Which module of a connection a name in the URL stands for. Asked of Zoho once an hour at most. */
export function createModuleDirectory(zohoOf: ZohoOf) {
  /** Throws `module-unknown`, `module-unsupported`, `signed-out` and the codes of a call. */
  async function resolve(connectionId: string, tab: string): Promise<Module> {
    const key = `${connectionId} ${tab}`;
    const found = (await keptItem.get())[key];
    if (found !== undefined && Date.now() - found.at < KEPT_MS) return found.module;
    const module = await ask(connectionId, tab);
    await keptItem.change((kept) => ({ ...kept, [key]: { at: Date.now(), module } }));
    // Removed while Zoho was asked: then nothing of the connection may stay.
    if (!(await connectionsItem.get()).some(({ id }) => id === connectionId)) {
      await forget(connectionId);
      throw new AppError('signed-out');
    }
    return module;
  }

  async function ask(connectionId: string, tab: string): Promise<Module> {
    const api = zohoOf(connectionId);
    try {
      const found = resolveTab(tab, await api.modules());
      if (found === null) throw new AppError('module-unsupported', { name: tab });
      return asModule(tab, found.nameField === null ? await api.module(found.apiName) : found);
    } catch (error) {
      if (!isAppError(error) || (error.code !== 'scope-missing' && error.code !== 'no-permission')) throw error;
      // Without the right to read modules Zoho's own ones are still known by name.
      const standard = resolveTab(tab, STANDARD_MODULES);
      if (standard === null) throw error;
      return asModule(tab, standard);
    }
  }

  /** The module behind a tab of that host, as far as it was asked before; null otherwise. Asks Zoho nothing. */
  async function known(host: string, tab: string): Promise<Module | null> {
    const place = crmPlaceOf(host);
    if (place === null) return null;
    const best = connectionForTab(await connectionsItem.get(), place, null);
    return best.fit === 'none' ? null : ((await keptItem.get())[`${best.connection.id} ${tab}`]?.module ?? null);
  }

  /** Forgets what a connection told, when it is gone. */
  async function forget(connectionId: string): Promise<void> {
    await keptItem.change((kept) =>
      Object.fromEntries(Object.entries(kept).filter(([key]) => !key.startsWith(`${connectionId} `))),
    );
  }

  return { resolve, known, forget };
}

function asModule(tab: string, info: ModuleInfo): Module {
  const { apiName, singular, plural, isCustom } = info;
  // A record without a name that can be shown is called by its id.
  return { apiName, tab, singular, plural, isCustom, nameField: info.nameField ?? 'id' };
}

export type ModuleDirectory = ReturnType<typeof createModuleDirectory>;
