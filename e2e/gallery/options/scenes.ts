import type { Options } from '../../../src/options/models/OptionsModel.ts';
import type { OptionsPorts } from '../../../src/options/ports.ts';
import { runOf as storedRun, type TestRecord } from '../../../src/report/testing/stored-run.ts';
import type { Run } from '../../../src/runs/model/types.ts';
import { AppError } from '../../../src/shared/errors.ts';
import type { RunSummary } from '../../../src/shared/run-summary.ts';
import { BRIGHTSIDE, runOf, SANDBOX } from '../../../src/popup/testing/world.ts';
import type { Connection } from '../../../src/shared/connection.ts';

/** One state of the settings page: the stored data, and the user's actions. */
interface Scene {
  readonly name: string;
  readonly connections?: readonly Connection[];
  /** Runs with a mirror. */
  readonly runs?: readonly RunSummary[];
  /** Runs that have ended. */
  readonly past?: readonly { readonly run: Run; readonly records: readonly TestRecord[] }[];
  /** Differences of the outside from the default. */
  readonly ports?: Partial<OptionsPorts>;
  readonly policy?: Readonly<Record<string, unknown>>;
  /** A part of the page has broken. */
  readonly isBroken?: boolean;
  readonly act?: (options: Options) => void | Promise<void>;
}

function press(selector: string): void {
  document.querySelector<HTMLElement>(selector)?.click();
}

function type(selector: string, value: string): void {
  const field = document.querySelector<HTMLInputElement>(selector);
  if (field === null) return;
  field.value = value;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  field.dispatchEvent(new Event('change', { bubbles: true }));
}

function refusing(code: ConstructorParameters<typeof AppError>[0]): Partial<OptionsPorts> {
  return { request: (() => Promise.reject(new AppError(code))) as OptionsPorts['request'] };
}

const LEADS: readonly TestRecord[] = [{ outcome: 'removed', before: [0], lost: [0] }, { outcome: 'had-none' }];
const WEEK_MS = 7 * 86_400_000;
const PAST = Array.from({ length: 14 }, (_, n) => ({
  run: storedRun(`past-${n}`, LEADS, { createdAt: Date.now() - (n / 4) * WEEK_MS }),
  records: LEADS,
}));
const CONNECTIONS = [BRIGHTSIDE, { ...SANDBOX, isSignedOut: true, missingScopes: ['ZohoCRM.org.READ'] }];

/** The states of the settings page. */
export const SCENES: readonly Scene[] = [
  { name: '01-first-use' },
  { name: '02-connected', connections: CONNECTIONS },
  {
    name: '03-ended-after-an-hour',
    connections: [{ ...BRIGHTSIDE, isSignedOut: true, isLasting: false }],
  },
  {
    name: '09-company',
    policy: { clientId: '1000.ABCDEFGHIJKLMNOP', dataCentre: 'eu', confirmAbove: 100, historyDays: 60 },
  },
  { name: '10-bad-policy', policy: { clientId: 'nonsense', confirmAbove: 'many' } },
  { name: '11-disconnect-asked', connections: CONNECTIONS, act: () => press('.conns .btn:last-of-type') },
  { name: '12-delete-asked', connections: CONNECTIONS, act: ({ data }) => void (data.state.value = 'asking') },
  {
    name: '11b-disconnect-in-run',
    connections: CONNECTIONS,
    runs: [runOf({ counts: { removed: 604, pending: 500 } })],
    act: () => press('.conns .btn:last-of-type'),
  },
  {
    name: '11b-disconnected-left',
    connections: CONNECTIONS,
    act: ({ connections }) => void (connections.left.value = ['runs', 'sign-in', 'zoho']),
  },
  {
    name: '12c-deleted-left',
    act: ({ data }) => {
      data.left.value = ['runs', 'settings'];
      data.state.value = 'deleted';
    },
  },
  { name: '12b-deleted', act: ({ data }) => void (data.state.value = 'deleted') },
  {
    name: '09b-company-connected',
    connections: [BRIGHTSIDE],
    policy: { clientId: BRIGHTSIDE.clientId, dataCentre: 'eu' },
  },
  { name: '13-notify-refused', act: ({ preferences }) => preferences.setNotify(true) },
  {
    name: '14-some-years-on',
    connections: CONNECTIONS,
    past: PAST,
    ports: {
      client: {
        read: () =>
          Promise.resolve({
            client: { clientId: BRIGHTSIDE.clientId, dataCentre: 'eu', source: 'user' },
            refused: [],
          }),
        watch: () => () => undefined,
      },
    },
  },
  { name: '14b-shorter', past: PAST, act: () => type('#preferences .set:nth-of-type(2) input', '7') },
  {
    name: '14c-delete-asked',
    connections: CONNECTIONS,
    past: PAST,
    act: ({ data }) => void (data.state.value = 'asking'),
  },
  {
    name: '14d-deleting',
    connections: CONNECTIONS,
    past: PAST,
    ports: { request: (() => new Promise(() => undefined)) as OptionsPorts['request'] },
    act: ({ data }) => void data.deleteAll(),
  },
  { name: '15-not-a-number', act: () => type('#preferences input', '0') },
  {
    name: '15b-not-kept',
    ports: {
      shortcut: {
        read: () => Promise.resolve('Alt+Shift+U'),
        openSettings: () => Promise.reject(new AppError('storage-broken')),
      },
    },
    act: ({ preferences }) => void preferences.openShortcuts(),
  },
  {
    name: '15c-not-deleted',
    past: PAST,
    ports: refusing('storage-broken'),
    act: ({ data }) => data.deleteAll(),
  },
  {
    name: '15d-not-disconnected',
    connections: CONNECTIONS,
    ports: refusing('offline'),
    act: async ({ connections }) => {
      connections.leaving.value = BRIGHTSIDE;
      await connections.disconnect();
    },
  },
  {
    name: '15e-no-page-to-diagnose',
    ports: { pageDiagnosis: () => Promise.resolve(null) },
    act: () => press('#about .set:last-of-type .btn'),
  },
  {
    name: '15g-page-diagnosis',
    ports: {
      pageDiagnosis: () =>
        Promise.resolve(
          [
            'Page: list, module Leads, org org#, frame top',
            'Read: 2 ids of 1 modules, {"refused":0,"disagreeing":0,"zohoCount":2,"isWholeView":false,"hasPages":true,"rows":50}',
            'Boxes: 50 of 50 rows',
            'First row:',
            'lyte-exptable-tr id=# data-zcqa=detailView role=row +1',
            '  lyte-exptable-td fixed=enable class=lvCheckboxCol data-zcqa=td_#…',
            '    lyte-checkbox data-id=selectEntity id=selectEntity_#',
          ].join('\n'),
        ),
    },
    act: () => press('#about .set:last-of-type .btn'),
  },
  {
    name: '15f-not-copied',
    act: () => {
      Object.defineProperty(navigator, 'clipboard', {
        value: { writeText: () => Promise.reject(new Error('Document is not focused.')) },
      });
      press('#about .btn');
    },
  },
  {
    name: '17-publisher',
    ports: {
      client: {
        read: () =>
          Promise.resolve({
            client: { clientId: BRIGHTSIDE.clientId, dataCentre: 'us', source: 'build' },
            refused: [],
          }),
        watch: () => () => undefined,
      },
      shortcut: { read: () => Promise.resolve(''), openSettings: () => Promise.resolve() },
    },
  },
  { name: '18-crash', isBroken: true },
  {
    name: '19-right-to-left',
    connections: [
      {
        ...BRIGHTSIDE,
        org: { ...BRIGHTSIDE.org, name: 'שמש בהירה (2)' },
        user: { ...BRIGHTSIDE.user, name: 'מירה \u202E(3)' },
      },
    ],
    act: () => press('.conn .btn:last-child'),
  },
];
