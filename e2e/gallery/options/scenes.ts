import type { Options } from '../../../src/options/models/OptionsModel.ts';
import type { RunSummary } from '../../../src/shared/run-summary.ts';
import { BRIGHTSIDE, runOf, SANDBOX } from '../../../src/popup/testing/world.ts';
import type { Connection, SignInState } from '../../../src/shared/connection.ts';

/** One state of the settings page: what is stored, and what the user has done. */
interface Scene {
  readonly name: string;
  readonly connections?: readonly Connection[];
  readonly signIn?: SignInState;
  /** Runs in sight. */
  readonly runs?: readonly RunSummary[];
  readonly policy?: Readonly<Record<string, unknown>>;
  readonly act?: (options: Options) => void | Promise<void>;
}

function press(selector: string): void {
  document.querySelector<HTMLElement>(selector)?.click();
}

const CONNECTIONS = [BRIGHTSIDE, { ...SANDBOX, isSignedOut: true, missingScopes: ['ZohoCRM.org.READ'] }];

/** The states of the settings page. */
export const SCENES: readonly Scene[] = [
  { name: '01-first-use' },
  { name: '02-connected', connections: CONNECTIONS },
  { name: '03-client-and-secret', act: ({ guide }) => guide.choose('server') },
  { name: '04-self-client', act: ({ guide }) => guide.choose('self') },
  {
    name: '05-wrong-form',
    act: async ({ guide }) => {
      guide.edit('clientId', 'not an id');
      await guide.connect();
    },
  },
  {
    name: '06-unknown-client',
    signIn: { state: 'failed', dataCentre: 'eu', code: 'client-unknown', details: {}, at: Date.now() },
  },
  { name: '07-waiting', signIn: { state: 'waiting', dataCentre: 'eu', way: 'client', startedAt: Date.now() } },
  {
    name: '08-connected-now',
    connections: [BRIGHTSIDE],
    signIn: { state: 'connected', connectionId: BRIGHTSIDE.id, at: Date.now() + 60_000 },
  },
  { name: '09-company', policy: { clientId: '1000.ABCDEFGHIJKLMNOP', dataCentre: 'eu', confirmAbove: 100 } },
  { name: '10-bad-policy', policy: { clientId: 'nonsense', confirmAbove: 'many' } },
  { name: '11-disconnect-asked', connections: CONNECTIONS, act: () => press('.conns .btn:last-of-type') },
  { name: '12-delete-asked', connections: CONNECTIONS, act: ({ data }) => void (data.state.value = 'asking') },
  {
    name: '11b-disconnect-in-run',
    connections: CONNECTIONS,
    runs: [runOf({ counts: { removed: 604, pending: 500 } })],
    act: () => press('.conns .btn:last-of-type'),
  },
  { name: '12b-deleted', act: ({ data }) => void (data.state.value = 'deleted') },
  {
    name: '08b-for-one-hour',
    connections: [BRIGHTSIDE],
    signIn: { state: 'connected', connectionId: BRIGHTSIDE.id, isLasting: false, at: Date.now() + 60_000 },
  },
  {
    name: '09b-company-connected',
    connections: [BRIGHTSIDE],
    policy: { clientId: BRIGHTSIDE.clientId, dataCentre: 'eu' },
  },
  { name: '13-notify-refused', act: ({ preferences }) => preferences.setNotify(true) },
];
