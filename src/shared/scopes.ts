/**
 * The scopes that Untag asks for, and nothing else. Zoho has no smaller attested right than `modules.ALL` that covers
 * removing and adding tags in every module (Zoho docs v8, remove-tags; scopes).
 */
export const SCOPES = [
  'ZohoCRM.modules.ALL',
  'ZohoCRM.settings.tags.READ',
  'ZohoCRM.settings.modules.READ',
  'ZohoCRM.settings.custom_views.READ',
  'ZohoCRM.org.READ',
  'ZohoCRM.users.READ',
] as const;

/**
 * Requested, with an explanation, when a feature first needs it. Without it, records are found by reading the whole
 * module.
 */
export const SEARCH_SCOPE = 'ZohoSearch.securesearch.READ';

/**
 * Requested, with an explanation, when a tag is first made, renamed or deleted. It includes the right to read tags, and
 * is asked for in its place. Source: Zoho docs v8, create-tags; scopes.
 */
export const TAGS_SCOPE = 'ZohoCRM.settings.tags.ALL';

export type Scope = (typeof SCOPES)[number] | ExtraScope;

/** Scopes that are requested when a feature first needs them. */
export const EXTRA_SCOPES = [SEARCH_SCOPE, TAGS_SCOPE] as const;
export type ExtraScope = (typeof EXTRA_SCOPES)[number];

/** The scopes of a connection, as far as they differ from those of every sign-in. */
interface Rights {
  readonly extraScopes?: readonly string[] | undefined;
  readonly lostScopes?: readonly string[] | undefined;
  readonly missingScopes: readonly string[];
}

/**
 * The scopes to ask for so that a connection gets extra ones and keeps those that it has. For a self client, this is the
 * list to paste into Zoho's console.
 */
export function scopesToAsk(
  { extraScopes }: Pick<Rights, 'extraScopes'>,
  wanted: readonly ExtraScope[],
): readonly Scope[] {
  const extra = EXTRA_SCOPES.filter((scope) => wanted.includes(scope) || extraScopes?.includes(scope) === true);
  return [...SCOPES.filter((scope) => !extra.some((wider) => includesScope(wider, scope))), ...extra];
}

/** The scopes to ask for when a person signs in to a connection again: those that it has, and those that it had. */
export function scopesToRenew({ extraScopes = [], lostScopes = [] }: Rights): readonly Scope[] {
  return scopesToAsk({ extraScopes: [...extraScopes, ...lostScopes] }, []);
}

/** Whether a scope grants what another one does, of the same part of Zoho. Both in any letter case. */
export function includesScope(wider: string, scope: string): boolean {
  const [all, wanted] = [wider.toLowerCase(), scope.toLowerCase()];
  return all === wanted || (all.endsWith('.all') && all.slice(0, -'all'.length) === wanted.replace(/[^.]*$/, ''));
}

/** Whether a connection was granted an extra scope, and has not lost it since. */
export function holdsScope({ extraScopes, missingScopes }: Rights, scope: ExtraScope): boolean {
  return extraScopes?.includes(scope) === true && !missingScopes.includes(scope);
}
