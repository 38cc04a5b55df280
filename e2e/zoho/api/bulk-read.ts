import { strToU8, zipSync } from 'fflate';
import Papa from 'papaparse';
import { json } from '../http.ts';
import { REFUSALS, refuse } from './errors.ts';
import { deniedOf, isReply, rightOf, userRef } from './call.ts';
import { bulkQuery } from './bulk-read-query.ts';
import { zohoTime } from '../world/time.ts';
import { tooManyRequests } from '../limits/throttle.ts';
import type { ApiCall, Endpoint } from './call.ts';
import type { FieldKind } from './record-row.ts';
import type { SimReply } from '../http.ts';
import type { CrmRecord, Module } from '../world/module.ts';

/**
 * How long a result and the token of the next one are available. Sources: a public export tool; Zoho docs v7,
 * create-bulk-read-job.
 */
const DAY = 86_400_000;
const MINUTE = 60_000;
/** Source: Zoho docs v7 and v8, download-bulk-read-result. */
const DOWNLOADS_A_MINUTE = 10;

interface Job {
  id: string;
  at: number;
  userId: string;
  query: Record<string, unknown>;
  page: number;
  count: number;
  hasMore: boolean;
  csv: string;
}

interface Jobs {
  all: Map<string, Job>;
  /** Times of downloads, and until when all of them are refused. */
  downloads: number[];
  closedUntil: number;
}

function jobsOf({ context, org }: ApiCall): Jobs {
  return context.memory<Jobs>(`bulk/${org.key}`, () => ({ all: new Map(), downloads: [], closedUntil: 0 }));
}

/** `query` of the body; undefined where there is none. */
function queryIn({ request }: ApiCall): Record<string, unknown> | undefined {
  try {
    const { query } = JSON.parse(request.text) as { query?: unknown };
    return typeof query === 'object' && query !== null ? (query as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** The job whose next rows a `page_token` means: its own user's, for a day. */
function jobBefore(call: ApiCall, token: unknown): Job | undefined {
  const { all } = jobsOf(call);
  const job = typeof token === 'string' ? [...all.values()].find((one) => tokenOf(one) === token) : undefined;
  return job?.userId === call.user.id && call.context.clock.now() <= job.at + DAY ? job : undefined;
}

function tokenOf({ id }: Job): string {
  return Buffer.from(`next rows of ${id}`).toString('base64url');
}

/** The job's query. A page token stands for the query of the job before. */
function askedIn(call: ApiCall): Record<string, unknown> | undefined {
  const query = queryIn(call);
  if (query?.['page_token'] === undefined) return query;
  const before = jobBefore(call, query['page_token']);
  return before && { ...before.query, page: before.page + 1 };
}

function moduleIn(call: ApiCall): Module | undefined {
  const { module } = askedIn(call) ?? {};
  const apiName = (module as { api_name?: unknown } | undefined)?.api_name;
  const found = typeof apiName === 'string' ? call.org.findModule(apiName) : undefined;
  return found?.apiSupported ? found : undefined;
}

/** A cell: dates and texts unchanged, a reference by its id, tags as the switch says. */
function cell(call: ApiCall, kind: FieldKind, record: CrmRecord): string {
  const { context, org } = call;
  if (kind.apiName === 'Tag') return record.tagNames.join(context.switches.bulkReadTagColumn === 'commas' ? ',' : ';');
  const value = kind.value(record, org, context);
  if (typeof value === 'string' || typeof value === 'boolean') return String(value);
  return (value as { id?: string } | null)?.id ?? '';
}

function csvOf(call: ApiCall, fields: FieldKind[], records: CrmRecord[]): string {
  const head = [call.context.switches.bulkReadIdColumn, ...fields.map(({ apiName }) => apiName)];
  const rows = records.map((record) => [record.id, ...fields.map((kind) => cell(call, kind, record))]);
  return `${Papa.unparse([head, ...rows], { newline: '\n' })}\n`;
}

/** The rows as they are now. The job keeps them even when the records change later. Converted leads are among them. */
function start(call: ApiCall, module: Module, query: Record<string, unknown>): Job | SimReply {
  const asked = bulkQuery(call, module, query);
  if (isReply(asked)) return asked;
  const fitting = module
    .search({ converted: 'both' }, () => true)
    .map((id) => module.record(id))
    .filter((record) => asked.fits(record));
  const { bulkReadRows } = call.context.switches;
  const from = (asked.page - 1) * bulkReadRows;
  const records = fitting.slice(from, from + bulkReadRows);
  const { all } = jobsOf(call);
  const job: Job = {
    id: String(BigInt(module.id) + 850_000_000n + BigInt(all.size)),
    at: call.context.clock.now(),
    userId: call.user.id,
    query,
    page: asked.page,
    count: records.length,
    hasMore: fitting.length > from + bulkReadRows,
    csv: csvOf(call, asked.fields, records),
  };
  all.set(job.id, job);
  return job;
}

/** Source for the states: Zoho docs v7, get-job-details; Zoho's OpenAPI files of 2026 for QUEUED. */
function stateOf({ context }: ApiCall, { at }: Job): string {
  const { bulkReadSeconds, bulkReadEnd } = context.switches;
  const share = bulkReadSeconds === 0 ? 1 : (context.clock.now() - at) / (bulkReadSeconds * 1000);
  if (share < 1 / 3) return 'ADDED';
  if (share < 2 / 3) return 'QUEUED';
  if (share < 1 || bulkReadEnd === 'stuck') return 'IN PROGRESS';
  return bulkReadEnd === 'failure' ? 'FAILURE' : 'COMPLETED';
}

function common(call: ApiCall, job: Job): object {
  return {
    id: job.id,
    operation: 'read',
    state: stateOf(call, job),
    created_by: userRef(call.org, call.user.id),
    created_time: zohoTime(job.at, call.org.offsetMinutes),
  };
}

/**
 * `POST /crm/bulk/v8/read`. Sources: Zoho docs v7 and v8, create-bulk-read-job; Zoho's OpenAPI files, bulk_read. Its
 * credits are undocumented.
 */
export const createBulkRead: Endpoint = {
  name: 'createBulkRead',
  method: 'POST',
  path: /^bulk:\/read$/,
  need(call) {
    const module = moduleIn(call);
    return module ? { module: module.scope, tagAction: false, beside: 'bulk' } : { area: 'bulk' };
  },
  credits: ({ context }) => context.switches.bulkReadCredits,
  handle(call) {
    if (call.request.headers['content-type'] === undefined)
      return refuse(415, 'MEDIA_TYPE_NOT_SUPPORTED', 'the media type is not supported');
    if (call.request.text === '') return refuse(400, 'REQUEST_BODY_IS_EMPTY', 'the request body is empty');
    if (!queryIn(call)) return refuse(400, 'QUERY_NOT_SUPPORTED', 'the query is not supported');
    const query = askedIn(call);
    if (!query) return refuse(400, 'EXPIRED_VALUE', 'the given page token has expired', { api_name: 'page_token' });
    const module = moduleIn(call);
    if (!module) return refuse(400, 'MODULE_NOT_SUPPORTED', 'the module is not supported');
    const denied = deniedOf(call.user, [rightOf('View', module)]);
    if (denied.length > 0) return REFUSALS.permission(denied);
    const job = start(call, module, query);
    if (isReply(job)) return job;
    const done = { status: 'success', code: 'ADDED_SUCCESSFULLY', message: 'Added successfully.' };
    return json(201, { data: [{ ...done, details: { ...common(call, job), state: 'ADDED' } }], info: {} });
  },
};

function notFound(id: string): SimReply {
  return refuse(404, 'RESOURCE_NOT_FOUND', 'the resource is not found', { resource: id });
}

/** `GET /crm/bulk/v8/read/{id}`. Source: Zoho docs v7, get-job-details, whose samples show `result` before there is one. */
export const bulkReadJob: Endpoint = {
  name: 'bulkReadJob',
  method: 'GET',
  path: /^bulk:\/read\/(\d+)$/,
  need: () => ({ area: 'bulk' }),
  handle(call) {
    const [id = ''] = call.params;
    const job = jobsOf(call).all.get(id);
    if (!job) return notFound(id);
    const state = stateOf(call, job);
    const isDone = state === 'COMPLETED';
    const failure = { status: 'error', code: 'INTERNAL_SERVER_ERROR', message: 'Internal Server Error', details: {} };
    const result =
      state === 'FAILURE'
        ? { error_message: failure }
        : {
            page: job.page,
            per_page: call.context.switches.bulkReadRows,
            count: isDone ? job.count : 0,
            download_url: `/crm/bulk/v8/read/${id}/result`,
            more_records: isDone && job.hasMore,
            ...(isDone && job.hasMore && { next_page_token: tokenOf(job) }),
          };
    return json(200, { data: [{ ...common(call, job), query: job.query, file_type: 'csv', result }] });
  },
};

/** At most ten downloads a minute; the next one closes them all for a minute. Source: Zoho docs v7 and v8, download-bulk-read-result. */
function isClosed(jobs: Jobs, now: number): boolean {
  if (now < jobs.closedUntil) return true;
  jobs.downloads = [...jobs.downloads.filter((at) => at > now - MINUTE), now];
  if (jobs.downloads.length <= DOWNLOADS_A_MINUTE) return false;
  jobs.closedUntil = now + MINUTE;
  return true;
}

/** `GET /crm/bulk/v8/read/{id}/result`: a ZIP of one CSV. Source: Zoho docs v7 and v8, download-bulk-read-result. */
export const bulkReadResult: Endpoint = {
  name: 'bulkReadResult',
  method: 'GET',
  path: /^bulk:\/read\/(\d+)\/result$/,
  need: () => ({ area: 'bulk' }),
  handle(call) {
    const [id = ''] = call.params;
    const jobs = jobsOf(call);
    const now = call.context.clock.now();
    if (isClosed(jobs, now)) return tooManyRequests(call.context);
    const job = jobs.all.get(id);
    if (!job || now > job.at + DAY || stateOf(call, job) !== 'COMPLETED') return notFound(id);
    const headers = {
      'content-type': 'application/x-download',
      'content-disposition': `attachment; filename=${id}.zip`,
    };
    return { status: 200, headers, body: Buffer.from(zipSync({ [`${id}.csv`]: strToU8(job.csv) })) };
  },
};
