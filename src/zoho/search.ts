import type { Call } from './client.ts';
import { readAnswer } from './answer.ts';
import { CREDITS_PER_READ, RECORDS_PER_PAGE } from './limits.ts';
import { ALL_LEADS, recordTags } from './records.ts';
import { recordsSchema } from './schemas.ts';
import type { FoundPage, SearchWindow } from './types.ts';

/** Pages of one search that Zoho answers: 2,000 rows. Source: Zoho docs v8, search-records. */
export const PAGES_PER_SEARCH = 10;

/**
 * One page, from 1 to {@link PAGES_PER_SEARCH}, of the records that Zoho's search finds for a tag's name. The index may
 * lag, and may match a part of a name. The results are therefore candidates, each with the tags that it carries. Throws
 * `scope-missing`. Source: Zoho docs v8, search-records; public programs for the search by tag name.
 */
export async function searchByTag(
  call: Call,
  module: string,
  nameField: string,
  tagName: string,
  { window, page }: { readonly window: SearchWindow | null; readonly page: number },
): Promise<FoundPage> {
  const byTag = `(Tag.name:equals:${escaped(tagName)})`;
  const byTime = window === null ? '' : `(Created_Time:between:${zohoTime(window.from)},${zohoTime(window.to)})`;
  const answer = await call({
    method: 'GET',
    path: [module, 'search'],
    query: {
      criteria: byTime === '' ? byTag : `(${byTag}and${byTime})`,
      fields: [...new Set(['id', 'Tag', nameField])].join(','),
      per_page: String(RECORDS_PER_PAGE),
      page: String(page),
      ...(module === 'Leads' ? ALL_LEADS : {}),
    },
    scope: 'ZohoSearch.securesearch.READ',
    credits: CREDITS_PER_READ,
  });
  const found = readAnswer(answer, recordsSchema);
  return {
    records: (found?.data ?? []).map((record) => recordTags(record, nameField)),
    isMore: found?.info.more_records ?? false,
  };
}

/** Characters with a meaning in criteria. Source: Zoho docs v8, search-records. */
function escaped(text: string): string {
  return text.replaceAll(/[(),\\]/g, String.raw`\$&`);
}

/** Zoho writes and compares times by the second. */
function zohoTime(seconds: number): string {
  return new Date(seconds * 1_000).toISOString().replace('.000Z', '+00:00');
}
