import { AppError } from '../shared/errors.ts';
import type { Call } from './client.ts';
import {
  CREDITS_PER_READ,
  CREDITS_PER_VIEW_PAGE,
  lastNumberedPage,
  MOST_IDS_PER_READ,
  RECORDS_PER_PAGE,
} from './limits.ts';
import { readAnswer } from './answer.ts';
import { recordsSchema, type ZohoRecord } from './schemas.ts';
import type { RecordTags, ViewCursor, ViewPage } from './types.ts';
import { isViewOfConverted } from './views.ts';

/**
 * Those of the records with these ids that the user may see, with their tags; converted leads too. Throws
 * `limit-exceeded` before any call for more than {@link MOST_IDS_PER_READ} ids, and where Zoho takes fewer. Source:
 * Zoho docs v8, get-records.
 */
export async function readRecordsByIds(
  call: Call,
  module: string,
  nameField: string,
  ids: readonly string[],
): Promise<readonly RecordTags[]> {
  if (ids.length === 0) return [];
  if (ids.length > MOST_IDS_PER_READ) throw new AppError('limit-exceeded', { field: 'ids', limit: MOST_IDS_PER_READ });
  const answer = await call({
    method: 'GET',
    path: [module],
    query: { ids: ids.join(','), ...commonQuery(nameField), ...(module === 'Leads' ? ALL_LEADS : {}) },
    scope: 'ZohoCRM.modules.ALL',
    credits: CREDITS_PER_READ,
  });
  const asked = new Set(ids);
  const records = readAnswer(answer, recordsSchema)?.data ?? [];
  return records.filter(({ id }) => asked.has(id)).map((record) => recordTags(record, nameField));
}

/**
 * One page of all records of a module that the user may see, converted leads included: by number up to page 10, then by
 * token. Throws `view-too-big` beyond 100,000 records. Source: Zoho docs v8, get-records.
 */
export async function readRecordsOfModule(
  call: Call,
  module: string,
  nameField: string,
  cursor: ViewCursor | null,
  perPage: number,
): Promise<ViewPage> {
  const answer = await call({
    method: 'GET',
    path: [module],
    query: { ...commonQuery(nameField, perPage), ...(module === 'Leads' ? ALL_LEADS : {}), ...cursorQuery(cursor) },
    scope: 'ZohoCRM.modules.ALL',
    credits: CREDITS_PER_READ,
  });
  const page = readAnswer(answer, recordsSchema);
  const records = (page?.data ?? []).map((record) => recordTags(record, nameField));
  return {
    records,
    next: page?.info.more_records === true ? cursorAfter(cursor, page.info.next_page_token, perPage) : null,
  };
}

/** Reads of a view whose list shows converted leads, or hides them as most do. */
type Leads = 'converted' | 'open';

/**
 * One page of at most `perPage` records of a view, as its list shows it: by number up to 2,000 records, then by token,
 * which Zoho binds to `perPage`. It never sends `sort_by`, which Zoho refuses together with a view. Converted leads
 * come only with a view of them. It is undocumented whether such a view shows them without a parameter, so an empty one
 * is checked. Throws `view-gone`, `view-changed`, `view-too-big`. Source: Zoho docs v8, get-records.
 */
export async function readRecordsOfView(
  call: Call,
  module: string,
  nameField: string,
  viewId: string,
  cursor: ViewCursor | null,
  perPage: number,
): Promise<ViewPage> {
  const read = (leads: Leads) => readPage(call, { module, nameField, viewId, cursor, perPage }, leads);
  const page = await read(cursor?.isOfConverted === true ? 'converted' : 'open');
  const mayHideLeads = module === 'Leads' && cursor === null && page.records.length === 0;
  return mayHideLeads && (await isViewOfConverted(call, module, viewId)) ? read('converted') : page;
}

interface PageAsked {
  readonly module: string;
  readonly nameField: string;
  readonly viewId: string;
  readonly cursor: ViewCursor | null;
  readonly perPage: number;
}

async function readPage(
  call: Call,
  { module, nameField, viewId, cursor, perPage }: PageAsked,
  leads: Leads,
): Promise<ViewPage> {
  const answer = await call({
    method: 'GET',
    path: [module],
    query: {
      cvid: viewId,
      ...commonQuery(nameField, perPage),
      ...(leads === 'converted' ? ALL_LEADS : {}),
      ...cursorQuery(cursor),
    },
    scope: 'ZohoCRM.modules.ALL',
    credits: CREDITS_PER_VIEW_PAGE,
  });
  const page = readAnswer(answer, recordsSchema);
  if (!page) return { records: [], next: null };
  const records = page.data.map((record) => recordTags(record, nameField));
  if (!page.info.more_records) return { records, next: null };
  const next = cursorAfter(cursor, page.info.next_page_token, perPage);
  return { records, next: leads === 'converted' ? { ...next, isOfConverted: true } : next };
}

/** Zoho hides converted leads from reads that do not ask for them. */
export const ALL_LEADS = { converted: 'both' };

function commonQuery(nameField: string, perPage = RECORDS_PER_PAGE): Record<string, string> {
  return { fields: [...new Set(['id', 'Tag', nameField])].join(','), per_page: String(perPage) };
}

function cursorQuery(cursor: ViewCursor | null): Record<string, string> {
  if (cursor === null) return { page: '1' };
  return 'page' in cursor ? { page: String(cursor.page) } : { page_token: cursor.pageToken };
}

/** Without a token, Zoho is asked for the next number and refuses when this goes too far. */
function cursorAfter(cursor: ViewCursor | null, token: string | null, perPage: number): ViewCursor {
  const last = lastNumberedPage(perPage);
  const page = cursor === null ? 1 : 'page' in cursor ? cursor.page : last;
  return token !== null && page >= last ? { pageToken: token } : { page: page + 1 };
}

/** A record with its name and its tags. `nameField`: API name of the module's name field. A lookup gives its own name. */
export function recordTags(record: ZohoRecord, nameField: string): RecordTags {
  return { id: record.id, name: nameIn(record[nameField]), tags: record.Tag ?? [] };
}

function nameIn(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  return typeof value === 'object' && value !== null && 'name' in value ? nameIn(value.name) : '';
}
