import type { Report } from '../../../src/report/models/ReportModel.ts';
import type { Place } from '../../../src/report/place.ts';
import type { ReportPorts } from '../../../src/report/ports.ts';
import { runOf, type TestRecord } from '../../../src/report/testing/stored-run.ts';
import type { storeCleanup, TestStep } from '../../../src/report/testing/stored-cleanup.ts';
import { BRIGHTSIDE } from '../../../src/popup/testing/world.ts';
import type { Connection } from '../../../src/shared/connection.ts';
import { appeared } from '../settled.ts';
import type { Run } from '../../../src/runs/model/types.ts';
import type { RunSummary } from '../../../src/shared/run-summary.ts';

/** One state of the report: the journal's content, newest run first, and the user's actions. */
export interface Scene {
  readonly name: string;
  readonly runs: readonly { readonly run: Run; readonly records: readonly TestRecord[] }[];
  readonly cleanups?: readonly {
    readonly id: string;
    readonly steps: readonly TestStep[];
    readonly more?: Parameters<typeof storeCleanup>[2];
  }[];
  /** The run in the address, if it is not the newest. */
  readonly address?: string;
  readonly connections?: readonly Connection[];
  /** What the address asks for, if not for a run. */
  readonly place?: Place;
  /** The parts of the first run's mirror that are not in the journal. */
  readonly mirror?: Partial<RunSummary>;
  /** Differences of the outside from the default. */
  readonly ports?: Partial<ReportPorts>;
  /** A part of the page has broken. */
  readonly isBroken?: boolean;
  readonly act?: (report: Report) => void | Promise<void>;
}

const NAMES =
  'Ada Byron|Bo Tran|Carla Mendes|Dmitri Novak|Élodie Marchand|Noa Levi|נועה לוי|Ivo Petrov|王小明|Kofi Mensah';
const named = NAMES.split('|').map((name, place): TestRecord => {
  const lead = { name, before: [0, 1, 2] };
  if (place === 0) return { ...lead, outcome: 'failed', left: [0, 1], reason: 'locked' };
  if (place === 1) return { ...lead, outcome: 'failed', before: [0], left: [0], reason: 'not-approved' };
  if (place === 2) return { ...lead, outcome: 'failed', before: [1], left: [1], reason: 'gone' };
  if (place === 3) return { ...lead, outcome: 'partly', lost: [0], left: [1], reason: 'locked' };
  if (place < 7) return { ...lead, outcome: 'removed', lost: [0, 1] };
  return { ...lead, outcome: 'had-none', before: place === 8 ? [3, 4, 5] : [] };
});
export const WELL = named.filter(({ outcome }) => outcome === 'removed' || outcome === 'had-none');
export const MANY: readonly TestRecord[] = Array.from({ length: 1240 }, (_, n): TestRecord => {
  if (n < 796) return { outcome: 'removed', before: [0, 2], lost: [0] };
  return n < 932
    ? { outcome: 'had-none', before: [3] }
    : { outcome: 'not-sent', before: [0], left: [0], reason: 'not-sent-stop' };
});
const UNKNOWN = named.map((one, place): TestRecord =>
  place === 3 ? { ...one, outcome: 'unknown', lost: [0], left: [1], reason: 'unknown' } : one,
);
const DAY_MS = 86_400_000;
const LAST_MONTH = { startedAt: Date.now() - 31 * DAY_MS, endedAt: Date.now() - 31 * DAY_MS + 9_000 } as const;
const YESTERDAY = { startedAt: Date.now() - DAY_MS, endedAt: Date.now() - DAY_MS + 9_000 } as const;
/** What an undo makes of them: tags are back, or were already. */
const BACK = WELL.map((one): TestRecord => ({ ...one, before: one.outcome === 'had-none' ? [0, 1, 2] : [2] }));
export const EARLIER = [
  { run: runOf('c', BACK, { ...YESTERDAY, kind: 'undo', undoes: 'b' }), records: BACK },
  { run: runOf('b', WELL, { ...YESTERDAY, undoneBy: 'c' }), records: WELL },
];
export const DONE = { run: runOf('a', named), records: named };
const OF_VIEW = { kind: 'view', viewId: '581200000000087501', viewName: 'My leads', pages: null } as const;
/** Names that would reorder the words around them. */
const TURNED_TAGS = ['לקוח חוזר 12', 'عميل مميز (VIP)', 'Prime\u202E)yppah('].map((name, place) => ({
  id: `58120000000000001${place}`,
  name,
  colour: null,
}));
const TURNED_RECORDS = named.map((one, place): TestRecord =>
  place === 0
    ? { ...one, name: 'נועה לוי (Haifa) \u202E1 ,daeL', before: [0, 1, 2] }
    : { ...one, before: (one.before ?? []).filter((tag) => tag < 3) },
);
const TURNED = {
  run: runOf('a', TURNED_RECORDS, {
    tags: TURNED_TAGS,
    org: { ...DONE.run.org, name: 'שמש בהירה (2)' },
    user: { id: '581200000000000001', name: 'מירה (3)' },
    source: { ...OF_VIEW, viewName: 'הלידים שלי: 3' },
    cameBack: { records: 2, tag: 'לקוח חוזר 12' },
  }),
  records: TURNED_RECORDS,
};
export const HALF = MANY.map((one, n): TestRecord =>
  n < 500 ? one : { ...one, outcome: 'pending', lost: [], left: [] },
);
export const GOING = { state: 'running', endedAt: null, source: OF_VIEW, isSeen: false } as const;

function find(text: string) {
  return async (): Promise<void> => {
    const field = await appeared<HTMLInputElement>('.find input');
    field.value = text;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    // The search starts when the typing stops.
    await appeared('.empty .link');
  };
}

/** The states of the report. */
export const SCENES: readonly Scene[] = [
  { name: '01-failures', runs: [DONE, ...EARLIER] },
  { name: '02-undo-asked', runs: [DONE, ...EARLIER], act: (report) => void (report.asking.value = 'undo') },
  { name: '03-delete-asked', runs: [DONE, ...EARLIER], act: (report) => void (report.asking.value = 'delete') },
  { name: '04-only-failed', runs: [DONE], act: (report) => void (report.rows.outcome.value = 'failed') },
  { name: '05-no-match', runs: [DONE], act: find('zebra') },
  {
    name: '06-all-well',
    runs: [
      {
        run: runOf('a', WELL, {
          cameBack: { records: 2, tag: 'Prime', by: [{ kind: 'workflow', name: 'Score over 80' }] },
        }),
        records: WELL,
      },
    ],
  },
  { name: '07-undone', runs: [...EARLIER], address: 'b' },
  { name: '08-undo', runs: [...EARLIER], address: 'c' },
  {
    name: '09-stopped',
    runs: [{ run: runOf('a', MANY, { state: 'stopped', stopReason: 'user', source: OF_VIEW }), records: MANY }],
  },
  {
    name: '10-refused',
    runs: [
      {
        run: runOf('a', MANY, {
          state: 'stopped',
          stopReason: 'error',
          error: { code: 'url-unknown', details: { zohoCode: 'INVALID_URL_PATTERN' } },
        }),
        records: MANY,
      },
    ],
  },
  { name: '11-running', runs: [{ run: runOf('a', HALF, GOING), records: HALF }], mirror: { timeLeftMs: 65_000 } },
  {
    name: '12-credits',
    runs: [{ run: runOf('a', HALF, { ...GOING, state: 'waiting', why: 'credits' }), records: HALF }],
    mirror: { until: Date.now() + 3_600_000, creditsLeft: 480 },
  },
  {
    name: '13-sign-in',
    runs: [{ run: runOf('a', HALF, { ...GOING, state: 'waiting', why: 'sign-in' }), records: HALF }],
    mirror: {},
  },
  { name: '14-empty', runs: [] },
  {
    name: '14b-empty-with-a-tab',
    runs: [],
    connections: [BRIGHTSIDE],
    ports: {
      crm: {
        tabs: () => Promise.resolve([{ tabId: 1, url: 'https://crm.zoho.eu/crm/org20087145332/tab/Leads' }]),
        show: () => Promise.resolve(true),
        shortcut: () => Promise.resolve('Alt+Shift+U'),
      },
    },
  },
  {
    name: '24-more',
    runs: [DONE],
    act: () => document.querySelector<HTMLElement>('.run-head [aria-haspopup]')?.click(),
  },
  {
    name: '16-undo-undated',
    runs: [{ run: runOf('a', WELL, LAST_MONTH), records: WELL }],
  },
  { name: '17-unknown', runs: [{ run: runOf('a', UNKNOWN), records: UNKNOWN }] },
  { name: '15-gone', runs: [DONE], address: 'deleted' },
  { name: '18-right-to-left', runs: [TURNED, ...EARLIER] },
];
