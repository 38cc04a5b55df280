import { createBrowserPorts } from '../../../src/report/browser-ports.ts';
import type { ReportPorts } from '../../../src/report/ports.ts';
import { runOf, type TestRecord } from '../../../src/report/testing/stored-run.ts';
import type { Run } from '../../../src/runs/model/types.ts';
import { AppError, type ErrorCode } from '../../../src/shared/errors.ts';
import type { RunSummary } from '../../../src/shared/run-summary.ts';
import { appeared, settled } from '../settled.ts';
import { DONE, EARLIER, GOING, HALF, MANY, type Scene, WELL } from './scenes.ts';

function refusing(code: ErrorCode): Partial<ReportPorts> {
  return { request: (() => Promise.reject(new AppError(code))) as ReportPorts['request'] };
}

function live(name: string, facts: Partial<Run>, mirror: Partial<RunSummary> = {}): Scene {
  return { name, runs: [{ run: runOf('a', HALF, { ...GOING, ...facts }), records: HALF }], mirror };
}

function stopped(name: string, stopReason: Run['stopReason']): Scene {
  const records = MANY.map((one): TestRecord =>
    one.reason === undefined ? one : { ...one, reason: 'not-sent-error' },
  );
  return { name, runs: [{ run: runOf('a', records, { state: 'stopped', stopReason }), records }] };
}

const NONE: readonly TestRecord[] = [{ name: 'Ada Byron', outcome: 'had-none' }];
const ONE: readonly TestRecord[] = [{ name: 'Ada Byron', outcome: 'removed', before: [0], lost: [0] }];
const PUT_BACK: readonly TestRecord[] = [
  { name: 'Ada Byron', outcome: 'failed', before: [2], left: [0], reason: 'tag-deleted' },
  { name: 'Bo Tran', outcome: 'partly', before: [2], lost: [0], left: [1], reason: 'tag-limit' },
  { name: 'Carla Mendes', outcome: 'removed', before: [2, 3], lost: [0, 1] },
  { name: 'Dmitri Novak', outcome: 'had-none', before: [0, 1, 2] },
  {
    name: 'Elif Kaya',
    outcome: 'partly',
    before: [2],
    lost: [3],
    left: [0, 1],
    reason: 'tag-limit',
    tagReasons: { 0: 'tag-deleted' },
  },
];
const EVERY: readonly Partial<TestRecord>[] = [
  { outcome: 'removed', lost: [0] },
  { outcome: 'partly', lost: [0], left: [1], before: [0, 1, 2], reason: 'locked' },
  { outcome: 'had-none', before: [2] },
  { outcome: 'failed', left: [0], reason: 'locked' },
  { outcome: 'not-sent', left: [0], reason: 'not-sent-stop' },
  { outcome: 'unknown', left: [0], reason: 'unknown' },
];
const ALL_OUTCOMES: readonly TestRecord[] = Array.from({ length: 1240 }, (_, n): TestRecord => {
  return { outcome: 'removed', before: [0, 2], lost: n % 9 < 6 ? [] : [0], ...EVERY[n % 9] };
});
const { org } = DONE.run;
const SANDBOX = {
  ...org,
  environment: 'sandbox',
  name: 'Brightside Solar and Partners International Holding',
} as const;
const DEALS = { ...DONE.run.module, apiName: 'Deals', moduleSlug: 'Potentials', singular: 'Deal', plural: 'Deals' };
const LONG_AGO = Array.from({ length: 60 }, (_, n) => ({
  run: runOf(`old-${n}`, ONE, {
    startedAt: Date.now() - (n + 2) * 43_200_000,
    chosen: [n % 6],
    ...(n % 3 === 0 ? { connectionId: 'other', org: SANDBOX, module: DEALS } : {}),
    ...(n === 1 ? { state: 'stopped', stopReason: 'user' } : {}),
  }),
  records: ONE,
}));
const UNREADABLE = new AppError('storage-broken');
// A read that finds the journal broken.
const BROKEN = { list: () => Promise.reject(UNREADABLE), read: () => Promise.reject(UNREADABLE) } as const;

/** Further states of the report, in addition to the mock's states. */
export const MORE: readonly Scene[] = [
  { ...live('11b-stopping', {}, { inFlight: 200 }), act: (report) => report.runs.stop('a') },
  live('11c-undo-running', { kind: 'undo', undoes: 'b' }, { timeLeftMs: 65_000 }),
  live('12b-limit', { state: 'waiting', why: 'rate-limit' }, { until: Date.now() + 42_000 }),
  live('12c-offline', { state: 'waiting', why: 'offline' }),
  live('12d-checking', { state: 'waiting', why: 'checking' }, { until: Date.now() + 28_000, inFlight: 100 }),
  live('13b-other-org', { state: 'waiting', why: 'org' }),
  live('13c-other-user', { state: 'waiting', why: 'user' }),
  stopped('09b-no-progress', 'no-progress'),
  stopped('09c-full', 'storage-full'),
  stopped('09d-signed-out', 'signed-out'),
  {
    name: '08b-undo-with-failures',
    runs: [{ run: runOf('a', PUT_BACK, { kind: 'undo', undoes: 'b' }), records: PUT_BACK }],
  },
  {
    name: '08e-undo-of-a-tag-made-again',
    runs: [
      {
        run: runOf('a', PUT_BACK, {
          kind: 'undo',
          undoes: 'b',
          namesakes: [{ tag: 0, now: { id: '581200000000000777', name: 'Prime', colour: null } }],
        }),
        records: PUT_BACK,
      },
    ],
  },
  {
    name: '08c-nothing-to-do',
    runs: [{ run: runOf('a', NONE, { credits: { reads: 1, writes: 0, checks: 0 } }), records: NONE }],
  },
  { name: '17b-every-outcome', runs: [{ run: runOf('a', ALL_OUTCOMES, { state: 'stopped' }), records: ALL_OUTCOMES }] },
  { name: '08d-one-record', runs: [{ run: runOf('a', ONE, { chosen: [0] }), records: ONE }] },
  {
    name: '18-undo-refused',
    runs: [DONE, ...EARLIER],
    ports: refusing('undo-done'),
    act: (report) => report.undo(),
  },
  {
    name: '18b-not-copied',
    runs: [DONE, ...EARLIER],
    act: async () => {
      Object.defineProperty(navigator, 'clipboard', {
        value: { writeText: () => Promise.reject(new Error('Document is not focused.')) },
      });
      (await appeared<HTMLElement>('.acts .btn')).click();
    },
  },
  { name: '19-delete-all-asked', runs: [DONE, ...EARLIER], act: (report) => void (report.asking.value = 'delete-all') },
  { name: '20-many-runs', runs: [DONE, ...LONG_AGO] },
  {
    name: '21-searching',
    runs: [DONE],
    ports: { runs: { ...createBrowserPorts().runs, positions: never } },
  },
  {
    name: '21b-rows-unreadable',
    runs: [DONE],
    ports: { runs: { ...createBrowserPorts().runs, positions: broken } },
  },
  {
    name: '22b-store-stays-broken',
    runs: [],
    act: (report) => void (report.error.value = { code: 'storage-broken', details: { isLasting: true } }),
  },
  { name: '22c-history-lost', runs: [], act: (report) => void (report.lost.value = { count: 7, at: 0 }) },
  { name: '22d-history-lost-since', runs: [DONE], act: (report) => void (report.lost.value = { count: 1, at: 0 }) },
  { name: '22-store-broken', runs: [], ports: { runs: { ...createBrowserPorts().runs, ...BROKEN } } },
  {
    name: '22b-outcome-gone',
    runs: [{ run: runOf('a', WELL), records: WELL }],
    act: async (report) => {
      report.rows.outcome.value = 'failed';
      await settled();
    },
  },
  { name: '23-crash', runs: [], isBroken: true },
];

async function* never(): AsyncGenerator<number[]> {
  yield await new Promise<number[]>(() => undefined);
}

async function* broken(): AsyncGenerator<number[]> {
  yield await Promise.reject<number[]>(UNREADABLE);
}
