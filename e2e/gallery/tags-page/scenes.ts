import {
  CONNECTION,
  moduleOf,
  NOW,
  progressOf,
  READ_AT,
  rowsOf,
  type ToldTag,
} from '../../../src/tags-page/testing/made-tags.ts';
import type { TagsScene } from '../../../src/tags-page/testing/play.ts';
import type { TagModule } from '../../../src/tags/model/types.ts';
import { appeared } from '../settled.ts';
import type { Scene } from './scene.ts';
import { bandScenes } from './scenes-bands.ts';
import { changeScenes } from './scenes-changes.ts';
import { cleanupScenes } from './scenes-cleanups.ts';
import { replaceScenes } from './scenes-replace.ts';
import { retireScenes } from './scenes-retire.ts';

const NONE: NonNullable<ToldTag['uses']> = [];
const HOUR_MS = 3_600_000;

function tag(module: string, name: string, records: number, used: number | null, more: Partial<ToldTag> = {}): ToldTag {
  return { module, name, records, used, uses: NONE, ...more };
}

const PRIME = [
  ['workflow', 'add', ['Score above 80', 'Came by a partner']],
  ['view', null, ['Prime leads', 'My week', 'All hot ones']],
] as const;
const TOLD: readonly ToldTag[] = [
  tag('Leads', 'Beta tester', 0, null, { colour: '#879BFC' }),
  tag('Leads', 'Brochure sent', 226, 75, { colour: '#1DB9B4', uses: [['view', null, ['Brochures']]] }),
  tag('Leads', 'Cold lead', 2_310, 1, { colour: '#658BA8', uses: [...PRIME.slice(0, 1), ['view', null, ['Cold']]] }),
  tag('Leads', 'Cold-Lead', 14, 663, { colour: '#658BA8' }),
  tag('Leads', 'Do not call', 658, 0, { colour: '#F17574', uses: [['workflow', 'remove', ['Opted in again']]] }),
  tag('Leads', 'Follow-up after webinar A', 430, 57, {
    colour: '#1DB9B4',
    uses: [['blueprint', 'add', ['Qualified']]],
  }),
  tag('Leads', 'Hot 🔥', 60, 0, { colour: '#F17574', uses: [['workflow', 'add', ['Answered']]] }),
  tag('Leads', 'Newsletter', 7_360, 0, { colour: '#63C57E', uses: PRIME }),
  tag('Leads', 'Prime', 1_284, 0, { colour: '#57B1FD', uses: PRIME }),
  tag('Leads', 'Trade show 2025', 900, 362, { colour: '#F48435', uses: PRIME }),
  tag('Leads', 'VIP', 412, 2, {
    colour: '#E7A826',
    uses: [
      ['workflow', 'add', ['Score above 80']],
      ['view', null, ['VIP leads']],
    ],
  }),
  tag('Leads', 'vip', 31, 909, { uses: [['workflow', 'add', ['Imported']]] }),
  tag('Contacts', 'Brochure sent', 92, 75, { colour: '#1DB9B4' }),
  tag('Contacts', 'Cold-Lead', 4, 663, { colour: '#658BA8' }),
  tag('Contacts', 'Do not call', 388, 0, { colour: '#F17574', uses: [['view', null, ['To call', 'Never']]] }),
  tag('Contacts', 'Event 2019', 0, 2_450, { colour: '#969696' }),
  tag('Contacts', 'Newsletter', 5_120, 0, { colour: '#63C57E', uses: PRIME }),
  tag('Contacts', 'Partner', 380, 20, { colour: '#E7A826', uses: [['view', null, ['Partners']]] }),
  tag('Contacts', 'partner ', 6, 570),
  tag('Contacts', 'Trade show 2025', 340, 362, { colour: '#F48435' }),
  tag('Contacts', 'V.I.P.', 7, 1_059, { colour: '#E7A826' }),
  tag('Contacts', 'VIP', 96, 16, { colour: '#E7A826', uses: [['view', null, ['My week']]] }),
  tag('Contacts', 'לקוח חוזר', 211, 29, { colour: '#D297EE', uses: [['view', null, ['לקוחות']]] }),
  tag('Accounts', 'Do not call', 0, 400, { colour: '#F17574' }),
  tag('Accounts', 'Partner', 22, 20, { colour: '#E7A826' }),
  tag('Deals', 'Grant 2024', 57, 709, { colour: '#63C57E' }),
  tag('Deals', 'Hot 🔥', 33, 0, { colour: '#F17574' }),
  tag('Deals', 'Trade show 2025', 44, 362, { colour: '#F48435' }),
];
/** Names that would turn the words around them, and long ones. */
const TURNED: readonly ToldTag[] = [
  tag('Leads', 'לקוח חוזר 12', 12, 3, { uses: PRIME }),
  tag('Leads', 'عميل مميز (VIP)', 8, 30),
  tag('Leads', 'Prime\u202E)yppah(', 2, 60),
  tag('Leads', 'W'.repeat(200), 3, 900),
  tag('Leads', '王小明的朋友们', 0, null),
];
const ROWS = rowsOf(TOLD);
const USED: Readonly<Record<string, number>> = { Leads: 73, Contacts: 96, Accounts: 3, Deals: 6, Tasks: 0 };
const EMPTY = ['Tasks', 'Products', 'Quotes', 'Invoices', 'Campaigns', 'Vendors', 'Cases', 'Solutions', 'Calls'];
const MODULES: readonly TagModule[] = ['Leads', 'Contacts', 'Accounts', 'Deals', ...EMPTY].map((name, place) =>
  moduleOf(name, place, { room: { used: USED[name] ?? 0, allowed: 100 } }),
);
const FULL: Scene = { name: '01-main', modules: MODULES, rows: ROWS };
const UNTOLD = rowsOf(TOLD.map(({ module, name, colour }) => ({ module, name, ...(colour && { colour }) })));
/** The extras that `include` requests: numbers and dates, but no uses. */
const LISTED = rowsOf(TOLD).map((row) => ({ ...row, uses: null }));
const UNREAD = { state: 'unread', triedAt: null, readAt: null, room: { used: null, allowed: null } } as const;
const REFUSED = {
  ...UNREAD,
  triedAt: READ_AT,
  state: 'refused',
  error: { code: 'no-tag-reading', details: { status: 400 } },
} as const;
const FAILED = { ...REFUSED, state: 'failed', error: { code: 'zoho-down', details: { status: 500 } } } as const;

function changed(changes: Readonly<Record<string, Partial<TagModule>>>): readonly TagModule[] {
  return MODULES.map((module) => ({ ...module, ...changes[module.apiName] }));
}

const ARRIVED = ['Accounts', 'Deals'];
const READING = {
  modules: MODULES.map((module) =>
    ARRIVED.includes(module.apiName) ? { ...module, triedAt: NOW, readAt: NOW } : { ...module, ...UNREAD },
  ),
  rows: ROWS.filter(({ module }) => ARRIVED.includes(module)),
  progress: progressOf({
    state: 'working',
    modules: {
      all: MODULES.length,
      done: 2,
      reading: ['Leads', 'Contacts'],
      left: MODULES.map(({ apiName }) => apiName).slice(4),
    },
    credits: { spent: 4, planned: 15, left: null },
  }),
} satisfies TagsScene;

function find(sought: string) {
  return async (): Promise<void> => {
    const field = await appeared<HTMLInputElement>('.find input');
    field.value = sought;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    await appeared('.empty .link');
  };
}

async function openMenu(): Promise<void> {
  const button = await appeared<HTMLButtonElement>('.switch .source');
  button.click();
  await appeared('.menu');
}

const SANDBOX = {
  ...CONNECTION,
  id: 'eu-sandbox-20091160077-581200000000000001',
  environment: 'sandbox',
  org: { ...CONNECTION.org, zgid: '20091160077', domainName: 'org20091160077' },
  isSignedOut: true,
} as const;
const OTHER = {
  ...CONNECTION,
  id: 'us-production-30091160077-581200000000000001',
  dataCentre: 'us',
  org: { ...CONNECTION.org, zgid: '30091160077', domainName: 'northgate', name: 'Northgate Roofing' },
} as const;
const OLD = changed(Object.fromEntries(MODULES.map(({ apiName }) => [apiName, { readAt: NOW - 2 * HOUR_MS }])));

/** The states of the page of tags. */
export const SCENES: readonly Scene[] = [
  FULL,
  { ...FULL, name: '02-module', address: '?module=Contacts' },
  { ...FULL, name: '03-look-alike', address: '?show=alike' },
  { ...FULL, name: '04-unused', address: '?show=unused' },
  { ...FULL, name: '05-on-no-record', address: '?show=none' },
  { ...FULL, name: '06-uses-not-told', rows: LISTED, address: '?show=unused' },
  { ...FULL, name: '06b-listed', rows: LISTED },
  { ...FULL, name: '07-uncounted', rows: UNTOLD, address: '?module=Leads' },
  {
    ...FULL,
    name: '08-counting',
    rows: UNTOLD.map((row, place) => (place < 8 ? (ROWS[place] ?? row) : row)),
    progress: progressOf({
      state: 'working',
      counts: { all: UNTOLD.length, done: 8 },
      credits: { spent: 8, planned: UNTOLD.length, left: 41_000 },
    }),
  },
  {
    name: '09-first-load-begins',
    progress: progressOf({
      state: 'working',
      modules: { all: null, done: 0, reading: [], left: [] },
      credits: { spent: 0, planned: 21, left: null },
    }),
  },
  { ...READING, name: '10-first-load' },
  {
    ...READING,
    name: '11-paused',
    progress: { ...READING.progress, state: 'waiting', why: 'rate-limit', until: Date.now() + 42_000 },
  },
  { ...FULL, name: '12-no-match', address: '?show=auto', act: find('webinra') },
  { ...FULL, name: '12b-no-match-near', act: find('Tradeshov') },
  { name: '13-no-tags', modules: MODULES, rows: [] },
  {
    name: '14-no-right',
    modules: changed(Object.fromEntries(MODULES.map(({ apiName }) => [apiName, REFUSED]))),
  },
  {
    name: '14b-no-right-named',
    modules: changed(
      Object.fromEntries(
        MODULES.map(({ apiName }) => [
          apiName,
          {
            ...REFUSED,
            error: {
              code: 'no-permission',
              details: { permissions: ['Crm_Implied_View_Leads', 'Crm_Implied_Api_Access'] },
            },
          },
        ]),
      ),
    ),
  },
  {
    name: '14c-no-scope',
    modules: changed(
      Object.fromEntries(
        MODULES.map(({ apiName }) => [
          apiName,
          { ...REFUSED, error: { code: 'scope-missing', details: { name: 'ZohoCRM.settings.tags.READ' } } },
        ]),
      ),
    ),
  },
  {
    name: '15-some-not-read',
    modules: changed({ Deals: REFUSED, Tasks: FAILED }),
    rows: ROWS.filter(({ module }) => module !== 'Deals'),
  },
  {
    ...FULL,
    name: '16-read-again-failed',
    modules: changed({ Contacts: { state: 'failed', error: FAILED.error, readAt: NOW - 30 * HOUR_MS } }),
  },
  {
    name: '17-stopped',
    modules: changed({ Deals: UNREAD, Tasks: UNREAD, Products: UNREAD }),
    rows: ROWS.filter(({ module }) => module !== 'Deals'),
    progress: progressOf({ ending: 'cancelled' }),
  },
  { ...FULL, name: '18-offline', isOffline: true },
  { ...FULL, name: '19-stale', modules: OLD },
  { ...FULL, name: '20-signed-out', connections: [{ ...CONNECTION, isSignedOut: true }] },
  { name: '20b-signed-out-unread', connections: [{ ...CONNECTION, isSignedOut: true }] },
  { ...FULL, name: '21-given-up', progress: progressOf({ ending: 'given-up', why: 'credits' }) },
  {
    name: '21b-given-up-unread',
    progress: progressOf({ ending: 'given-up', error: { code: 'zoho-down', details: { status: 502 } } }),
  },
  { name: '22-not-connected', connections: [] },
  { name: '22b-set-up', connections: [], hasNoClient: true },
  { ...FULL, name: '23-other-org', address: '?host=crmsandbox.zoho.eu&org=org20091160077' },
  { ...FULL, name: '23b-connection-gone', address: '?connection=eu-production-1-2' },
  { ...FULL, name: '24-orgs', connections: [CONNECTION, SANDBOX, OTHER], act: openMenu },
  { ...FULL, name: '25-tag', address: '?tag=VIP' },
  { ...FULL, name: '25b-tag-not-told', rows: UNTOLD, address: '?tag=VIP' },
  { ...FULL, name: '26-store-broken', fault: 'storage-broken' },
  { ...FULL, name: '27-host-withheld', withheld: ['https://www.zohoapis.eu/*'] },
  { name: '28-stopped-before-anything', progress: progressOf({ ending: 'cancelled' }) },
  { ...FULL, name: '29-refused', refuses: 'storage-full', act: async (tags) => void (await tags.read(null)) },
  {
    ...FULL,
    name: '30-turned-names',
    rows: rowsOf(TURNED),
    connections: [{ ...CONNECTION, org: { ...CONNECTION.org, name: 'שמש בהירה (2)' } }],
  },
  { ...FULL, name: '31-crash', isBroken: true },
  ...retireScenes(MODULES, ROWS),
  ...cleanupScenes(MODULES, ROWS),
  ...bandScenes(MODULES, ROWS),
  ...replaceScenes(MODULES, ROWS),
  ...changeScenes(MODULES, ROWS),
];
