import type { FaultInput } from '../zoho/limits/fault-types.ts';
import type { Zoho } from '../zoho/simulator.ts';
import type { SwitchesInput } from '../zoho/switches.ts';
import type { Module } from '../zoho/world/module.ts';

export const TAG = 'Prime';
export type Way = 'scan' | 'search';

/** One way in which Zoho refuses or misleads a search for the records that have a tag. */
export interface FinderCase {
  readonly name: string;
  /** Only for this finder; both unless given. */
  readonly way?: Way;
  /** The state of the org before anything is asked. */
  readonly before?: (leads: Module, zoho: Zoho) => void;
  readonly switches?: SwitchesInput;
  /** `endpoint`: that of the finder's pages. */
  readonly faults?: (endpoint: string) => readonly FaultInput[];
  /** A change in the org after Zoho has counted, before the records are looked for. */
  readonly meanwhile?: (leads: Module, zoho: Zoho) => void;
  /**
   * What must be true. `whole`: all records with the tag are found. `said`: those that are not found are said, by an
   * error or by a smaller number than Zoho counts. `either`: one of them.
   */
  readonly ends: 'whole' | 'said' | 'either';
}

export const leadsOf = (zoho: Zoho) => zoho.world.org('brightside').module('Leads');
const holders = (leads: Module) => leads.ids().filter((id) => leads.tagNames(id).includes(TAG));

/** Every lead gets the tag: more than a search shows. */
export function tagAll(leads: Module): void {
  for (const id of leads.ids()) if (!leads.tagNames(id).includes(TAG)) leads.addTag(id, TAG);
}

function answer(status: number, body: string | Record<string, unknown>, nth = 2, times: number | null = 1) {
  return (endpoint: string): readonly FaultInput[] => [
    { fault: 'answer', match: { endpoint, nth, times }, status, body },
  ];
}

function refused(code: string, { status = 400, details = {}, times = 1 as number | null, message = 'no' } = {}) {
  return answer(status, { code, details, message, status: 'error' }, 2, times);
}

/** Refusals of one page. A search has another way; a scan ends with the error. */
const REFUSALS: readonly (readonly [string, ReturnType<typeof refused>])[] = [
  ['NO_PERMISSION', refused('NO_PERMISSION', { status: 403 })],
  ['OAUTH_SCOPE_MISMATCH', refused('OAUTH_SCOPE_MISMATCH', { status: 401 })],
  ['INVALID_DATA', refused('INVALID_DATA')],
  ['INVALID_MODULE', refused('INVALID_MODULE')],
  ['INVALID_QUERY', refused('INVALID_QUERY')],
  ['LIMIT_REACHED', refused('LIMIT_REACHED', { details: { limit: '2000' } })],
  ['CRITERIA_LIMIT_EXCEEDED', refused('CRITERIA_LIMIT_EXCEEDED')],
  ['NOT_SUPPORTED', refused('NOT_SUPPORTED')],
  ['REQUIRED_PARAM_MISSING', refused('REQUIRED_PARAM_MISSING')],
  ['INVALID_URL_PATTERN', refused('INVALID_URL_PATTERN', { status: 404 })],
  ['a code that nobody knows', refused('SOMETHING_NEW')],
];

/** Failures of one page that pass. */
const PASSING: readonly (readonly [string, (endpoint: string) => readonly FaultInput[], SwitchesInput?])[] = [
  ['lost', (endpoint) => [{ fault: 'lostBeforeApply', match: { endpoint, nth: 2, times: 2 } }]],
  ['never answered', (endpoint) => [{ fault: 'neverAnswered', match: { endpoint, nth: 2 } }]],
  ['500', (endpoint) => [{ fault: 'status500', match: { endpoint, nth: 2, times: 2 } }]],
  ['HTML', (endpoint) => [{ fault: 'html', match: { endpoint, nth: 2, times: 2 } }]],
  ['empty body', (endpoint) => [{ fault: 'empty', match: { endpoint, nth: 2 } }]],
  ['cut JSON', (endpoint) => [{ fault: 'truncated', match: { endpoint, nth: 2, times: 2 } }]],
  ['other JSON', answer(200, { info: { more_records: true } })],
  ['dead token', (endpoint) => [{ fault: 'invalidToken', match: { endpoint, nth: 2 } }]],
  ['INTERNAL_ERROR', refused('INTERNAL_ERROR', { status: 500 })],
  ...(['none', 'seconds', 'date', 'details'] as const).map(
    (retryHint) =>
      [
        `429 (${retryHint})`,
        (endpoint: string): readonly FaultInput[] => [
          { fault: 'tooManyRequests', match: { endpoint, nth: 2, times: 2 } },
        ],
        { retryHint },
      ] as const,
  ),
];

/** A record that somebody changes while the pages are read, before the n-th of them. */
function whilePaging(nth: number, change: (id: string) => Extract<FaultInput, { fault: 'meanwhile' }>['change']) {
  return (leads: Module, zoho: Zoho): void => {
    for (const endpoint of ['records', 'searchRecords'])
      zoho.inject({ fault: 'meanwhile', match: { endpoint, nth }, change: change(holders(leads)[5] ?? '') });
  };
}

export const FINDER_CASES: readonly FinderCase[] = [
  { name: 'as documented', ends: 'whole' },
  { name: 'every record has it', before: tagAll, ends: 'whole' },
  {
    name: 'no record has it',
    before: (leads) => holders(leads).forEach((id) => leads.removeTag(id, TAG)),
    ends: 'whole',
  },
  ...PASSING.map(([name, faults, switches]): FinderCase => ({
    name,
    faults,
    ...(switches && { switches }),
    ends: 'whole',
  })),
  ...REFUSALS.flatMap(([name, faults]): FinderCase[] => [
    // A limit is answered with smaller pages.
    { name, faults, way: 'scan', ends: name === 'LIMIT_REACHED' ? 'whole' : 'said', before: tagAll },
    { name, faults, way: 'search', ends: 'whole', before: tagAll },
  ]),
  {
    name: 'rows missing in pages',
    faults: (endpoint) => [{ fault: 'missingRows', match: { endpoint, nth: 1, times: null }, every: 7 }],
    ends: 'said',
  },
  { name: 'a page without rows', faults: answer(204, ''), before: tagAll, ends: 'either' },
  {
    name: 'more for ever',
    way: 'scan',
    faults: (endpoint) => [
      {
        fault: 'answer',
        match: { endpoint, nth: 3, times: null },
        status: 200,
        body: { data: [], info: { more_records: true, next_page_token: 'x', page: 1, per_page: 200, count: 0 } },
      },
    ],
    ends: 'said',
  },
  { name: 'rows shuffled', switches: { shuffledRows: true }, ends: 'whole' },
  { name: 'no tags: null', switches: { noTags: 'null' }, ends: 'whole' },
  { name: 'no tags: absent', switches: { noTags: 'absent' }, ends: 'whole' },
  {
    name: 'errors in data[]',
    switches: { recordsErrorEnvelope: 'data' },
    faults: refused('NO_PERMISSION', { status: 403 }),
    way: 'scan',
    ends: 'said',
  },
  {
    name: 'page token expired',
    way: 'scan',
    faults: () => [
      {
        fault: 'answer',
        match: { endpoint: 'records', query: 'page_token=', nth: 2 },
        status: 400,
        body: { code: 'EXPIRED_VALUE', details: { param_name: 'page_token' }, message: 'expired', status: 'error' },
      },
    ],
    ends: 'whole',
  },
  {
    name: 'page token never taken',
    way: 'scan',
    faults: () => [
      {
        fault: 'answer',
        match: { endpoint: 'records', query: 'page_token=', nth: 1, times: null },
        status: 400,
        body: { code: 'INVALID_DATA', details: { param_name: 'page_token' }, message: 'not valid', status: 'error' },
      },
    ],
    ends: 'said',
  },
  {
    name: 'page too big',
    way: 'scan',
    faults: refused('LIMIT_EXCEEDED', { details: { param_name: 'per_page', limit: 90 } }),
    ends: 'whole',
  },
  {
    name: 'pages of 200 never answered',
    way: 'scan',
    faults: () => [
      { fault: 'neverAnswered', match: { endpoint: 'records', query: 'per_page=200', nth: 3, times: null } },
    ],
    ends: 'whole',
  },
  {
    name: 'three calls at once',
    switches: { concurrency: 3, latency: { baseMs: 300 } },
    before: tagAll,
    ends: 'whole',
  },
  {
    name: 'converted leads',
    before: (leads) =>
      holders(leads)
        .slice(3, 40)
        .forEach((id) => leads.convert(id)),
    ends: 'whole',
  },
  {
    name: 'converted leads, counted',
    switches: { countCovers: 'withConverted' },
    before: (leads) =>
      holders(leads)
        .slice(3, 40)
        .forEach((id) => leads.convert(id)),
    ends: 'whole',
  },
  {
    name: 'hidden records, counted',
    switches: { countCovers: 'all' },
    before: (leads) =>
      holders(leads)
        .slice(0, 9)
        .forEach((id) => leads.hide(id)),
    ends: 'whole',
  },
  {
    name: 'hidden records',
    before: (leads) =>
      holders(leads)
        .slice(0, 9)
        .forEach((id) => leads.hide(id)),
    ends: 'whole',
  },
  {
    name: 'count refused',
    faults: () => [
      {
        fault: 'answer',
        match: { endpoint: 'recordsCount', times: null },
        status: 403,
        body: { code: 'NO_PERMISSION', details: {}, message: 'no', status: 'error' },
      },
    ],
    ends: 'whole',
  },
  {
    name: 'count too high',
    faults: () => [
      { fault: 'answer', match: { endpoint: 'recordsCount', times: null }, status: 200, body: { count: '999999' } },
    ],
    ends: 'whole',
  },
  {
    name: 'count too low',
    faults: () => [
      { fault: 'answer', match: { endpoint: 'recordsCount', times: null }, status: 200, body: { count: '3' } },
    ],
    before: tagAll,
    ends: 'whole',
  },
  {
    name: 'record deleted while paging',
    meanwhile: whilePaging(5, (record) => ({ kind: 'deleteRecord', module: 'Leads', record })),
    before: tagAll,
    ends: 'either',
  },
  {
    name: 'record hidden while paging',
    meanwhile: whilePaging(5, (record) => ({ kind: 'hideRecord', module: 'Leads', record })),
    before: tagAll,
    ends: 'either',
  },
  {
    name: 'tag taken off while paging',
    meanwhile: whilePaging(1, (record) => ({ kind: 'removeTag', module: 'Leads', record, tag: TAG })),
    ends: 'either',
  },
  {
    name: 'tag renamed before',
    meanwhile: (leads) => leads.renameTag(TAG, 'Prime plus'),
    ends: 'whole',
  },
  {
    name: 'another tag takes the name',
    meanwhile: (leads) => {
      leads.renameTag(TAG, 'Prime plus');
      leads.renameTag('Trade show 2026', TAG);
    },
    ends: 'whole',
  },
  ...[1, 2, 5].map((nth): FinderCase => ({
    name: `tag renamed before search ${nth} is answered`,
    way: 'search',
    before: tagAll,
    meanwhile: (_, zoho) =>
      zoho.inject({
        fault: 'meanwhile',
        match: { endpoint: 'searchRecords', nth },
        change: { kind: 'renameTag', module: 'Leads', tag: TAG, to: 'Prime plus' },
      }),
    ends: 'whole',
  })),
  { name: 'tag deleted before', meanwhile: (leads) => leads.deleteTag(TAG), ends: 'either' },
  {
    name: 'names of tags refused',
    faults: () => [
      {
        fault: 'answer',
        match: { endpoint: 'tags', nth: 1 },
        status: 403,
        body: {
          code: 'AUTHORIZATION_FAILED',
          details: {},
          message: 'User does not have permission to Read tags',
          status: 'error',
        },
      },
    ],
    ends: 'whole',
  },
  {
    name: 'search lags',
    way: 'search',
    switches: { searchLagSeconds: 120 },
    before: (leads) => {
      for (const id of leads.ids().slice(-30)) if (!leads.tagNames(id).includes(TAG)) leads.addTag(id, TAG);
    },
    ends: 'said',
  },
  {
    name: 'search lags, rows too',
    way: 'search',
    switches: { searchLagSeconds: 120, searchRows: 'indexed' },
    before: (leads) =>
      holders(leads)
        .slice(0, 30)
        .forEach((id) => leads.removeTag(id, TAG)),
    ends: 'whole',
  },
  {
    name: 'search finds longer names',
    way: 'search',
    switches: { searchEquals: 'contains' },
    before: (leads) => {
      leads.renameTag('Trade show 2026', `${TAG} 2026`);
      tagAll(leads);
    },
    ends: 'whole',
  },
  {
    name: 'search finds longer names in windows',
    way: 'search',
    switches: { searchEqualsWithOthers: 'contains' },
    before: (leads) => {
      leads.renameTag('Trade show 2026', `${TAG} 2026`);
      tagAll(leads);
    },
    ends: 'whole',
  },
  { name: 'search counts letter case', way: 'search', switches: { searchCase: 'exact' }, ends: 'whole' },
  {
    name: 'a name with signs',
    way: 'search',
    meanwhile: (leads) => leads.renameTag(TAG, String.raw`P (a,b)\ é`),
    ends: 'whole',
  },
  { name: 'search finds nothing', way: 'search', switches: { tagSearch: 'empty' }, ends: 'said' },
  {
    name: 'search refused by its field',
    way: 'search',
    switches: { tagSearch: 'invalidQuery' },
    ends: 'whole',
  },
  {
    name: 'beyond row 2,000: nothing',
    way: 'search',
    switches: { searchBeyond: 'noContent' },
    before: tagAll,
    ends: 'whole',
  },
  { name: 'beyond row 2,000: rows', way: 'search', switches: { searchBeyond: 'rows' }, before: tagAll, ends: 'whole' },
  {
    name: 'out of credits while finding',
    before: tagAll,
    meanwhile: (_, zoho) => zoho.useCredits('brightside', Math.max(0, zoho.credits('brightside').remaining - 506)),
    ends: 'whole',
  },
];
