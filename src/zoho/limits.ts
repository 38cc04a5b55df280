/** Most ids of one tag action. Source: Zoho docs v8, remove-tags and api-limits. */
export const IDS_PER_WRITE = 500;

/** Records of a tag action that one credit covers; each 50 begun counts. Source: Zoho docs v8, api-limits. */
export const RECORDS_PER_CREDIT = 50;

/**
 * Characters of the ids of one read, commas included: 51 ids of 19 digits. Source: Zoho's OpenAPI files, get records; Zoho's
 * documents name no limit.
 */
export const ID_CHARACTERS_PER_READ = 1_024;

/** Most ids that one read tries, for orgs where Zoho takes more characters than its files say. */
export const MOST_IDS_PER_READ = 100;

/** Characters that each id takes in a comma-separated list. */
export function idCharacters(ids: readonly string[]): number {
  return ids.reduce((sum, id) => sum + id.length + 1, -1);
}

/** Most records of one answer. Source: Zoho docs v8, get-records. */
export const RECORDS_PER_PAGE = 200;

/** The most records of a view or a module that Zoho's API returns. Source: Zoho docs v8, get-records. */
export const MOST_READ = 100_000;

/** Records of a view that can be read by page number; further ones need a token. Source: Zoho docs v8, get-records. */
const RECORDS_BY_NUMBER = 2_000;

/** The last page of a view that can be read by number. */
export function lastNumberedPage(perPage: number): number {
  return Math.floor(RECORDS_BY_NUMBER / perPage);
}

/** Credits of one page of a view, and of any other read. Source: Zoho docs v8, api-limits. */
export const CREDITS_PER_VIEW_PAGE = 3;
export const CREDITS_PER_READ = 1;
/** Credits of making, renaming or deleting a tag. Zoho does not document them, so they count like any other call. */
export const CREDITS_PER_TAG_CHANGE = 1;

/** Calls at once, per org and application, by `license_details.paid_type`. Source: Zoho docs v8, api-limits. */
const CONCURRENCY: ReadonlyMap<string, number> = new Map([
  ['free', 5],
  ['standard', 10],
  ['zohoonestandard', 10],
  ['crmplusstarter', 10],
  ['professional', 15],
  ['enterprise', 20],
  ['zohooneenterprise', 20],
  ['ultimate', 25],
  ['crmplus', 25],
]);

/** Simultaneous calls that Zoho allows an edition, or null for an edition that Zoho does not document. */
export function concurrencyOf(edition: string | null): number | null {
  return edition === null ? null : (CONCURRENCY.get(edition.toLowerCase()) ?? null);
}

/** Credits of a tag action over that many records. */
export function tagActionCredits(records: number): number {
  return Math.max(1, Math.ceil(records / RECORDS_PER_CREDIT));
}
