import { EXTRA_SCOPES, type ExtraScope, includesScope, SCOPES } from '../shared/scopes.ts';

/**
 * Scopes of every sign-in that a token lacks. `granted`: those that Zoho names; null when it names none. `refused`:
 * those without which calls were refused.
 */
export function missingScopes(granted: readonly string[] | null, refused: readonly string[]): string[] {
  const isGranted = (scope: string) => granted === null || granted.some((wider) => includesScope(wider, scope));
  return SCOPES.filter((scope) => refused.includes(scope) || !isGranted(scope));
}

/** The extra scopes among the granted ones. */
export function extraScopesIn(granted: readonly string[]): ExtraScope[] {
  return EXTRA_SCOPES.filter((scope) => names(granted, scope));
}

/** Zoho changes the letter case of scopes. Source: Zoho docs v8, scopes; Zoho's OpenAPI files. */
export function names(granted: readonly string[], scope: string): boolean {
  return granted.some((each) => each.toLowerCase() === scope.toLowerCase());
}
