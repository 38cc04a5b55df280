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

export type Scope = (typeof SCOPES)[number] | typeof SEARCH_SCOPE;
