import type { ModuleInfo } from './types.ts';

/**
 * Names of modules in the URL that differ from their API name, or are another module's. Sources: public addresses of
 * Zoho CRM; Zoho docs v8, modules.
 */
const ALIASES: ReadonlyMap<string, string> = new Map([
  ['Potentials', 'Deals'],
  ['Events', 'Events'],
  ['Meetings', 'Events'],
  ['SalesOrders', 'Sales_Orders'],
  ['PurchaseOrders', 'Purchase_Orders'],
  ['PriceBooks', 'Price_Books'],
  ['Services', 'Services__s'],
  ['Appointments', 'Appointments__s'],
]);

/**
 * The module behind a slug, its name in the URL: by alias, else by internal name, else by API name. Null where the API has
 * none, as for Activities (since v3 its rows are Tasks, Events and Calls), Home or Reports.
 */
export function moduleOfSlug(moduleSlug: string, modules: readonly ModuleInfo[]): ModuleInfo | null {
  const alias = ALIASES.get(moduleSlug);
  const module =
    modules.find(({ apiName }) => apiName === alias) ??
    modules.find(({ moduleName }) => moduleName === moduleSlug) ??
    modules.find(({ apiName }) => apiName === moduleSlug);
  return module?.isApiSupported === true ? module : null;
}

/** The module's name in the URL, as Zoho's own pages write it. */
export function slugOf({ apiName, moduleName }: Pick<ModuleInfo, 'apiName' | 'moduleName'>): string {
  return [...ALIASES].find(([, module]) => module === apiName)?.[0] ?? moduleName;
}

/** The slugs under which a module may stand in the URL. */
export function slugsOf({ apiName, moduleName }: ModuleInfo): readonly string[] {
  const aliases = [...ALIASES].flatMap(([slug, target]) => (target === apiName ? [slug] : []));
  return [...new Set([moduleName, apiName, ...aliases])];
}
