/** Names that differ between the address, the API and the page's own parts. */
const ALIASES: Readonly<Record<string, string>> = { deals: 'potentials', meetings: 'events' };

/** The modules whose rows the old combined list shows. */
const ACTIVITY = /^(?:tasks|events|calls)$/;

function plain(name: string): string {
  const key = name.replaceAll(/__s$|_/g, '').toLowerCase();
  return ALIASES[key] ?? key;
}

/** Whether a name in a row or a link is the name of the module in the address. */
export function isModule(name: string, moduleSlug: string): boolean {
  return plain(name) === plain(moduleSlug) || (isActivities(moduleSlug) && ACTIVITY.test(plain(name)));
}

/**
 * Whether a name is certainly another module's. The page's own parts may call `CustomModule5` by its API name, so such
 * a pair of names proves nothing.
 */
export function isOtherModule(name: string, moduleSlug: string): boolean {
  const isCustom = (one: string) => /^custommodule\d+$/.test(plain(one));
  return !isModule(name, moduleSlug) && isCustom(name) === isCustom(moduleSlug);
}

export function isActivities(moduleSlug: string): boolean {
  return plain(moduleSlug) === 'activities';
}
