import type { Connect } from '../../../src/connect/models/ConnectModel.ts';
import type { ConnectPorts, CrmTab } from '../../../src/connect/ports.ts';
import { BRIGHTSIDE, SANDBOX } from '../../../src/popup/testing/world.ts';
import type { Connection, SignInAttempt, SignInState, SignInWay } from '../../../src/shared/connection.ts';
import { AppError, type ErrorCode, type ErrorDetails } from '../../../src/shared/errors.ts';
import type { ConnectLink } from '../../../src/ui/links.ts';

/** One state of the page Connect: the stored data, and the user's actions. */
interface Scene {
  readonly name: string;
  readonly link?: ConnectLink;
  readonly connections?: readonly Connection[];
  readonly signIn?: SignInState;
  /** Cards that are ticked off. */
  readonly steps?: Partial<Record<SignInWay, number>>;
  readonly ownId?: string;
  readonly policy?: Readonly<Record<string, unknown>>;
  /** The build has a client id. */
  readonly isBuilt?: boolean;
  /** Differences of the outside from the default. */
  readonly ports?: Partial<ConnectPorts>;
  readonly act?: (connect: Connect) => void | Promise<void>;
}

/** The list that the page was opened from. */
export const TAB: CrmTab = { id: 7, url: 'https://crm.zoho.eu/crm/org20087145332/tab/Leads/custom-view/1/list' };
const SANDBOX_TAB: CrmTab = {
  id: 8,
  url: 'https://crmsandbox.zoho.eu/crm/org20091160077/tab/Leads/custom-view/1/list',
};
const ID = '1000.4QZ8M0T2X7N5C1V9B3L6K8J2H4G7FD';
const ATTEMPT: SignInAttempt = {
  way: 'client',
  dataCentre: 'eu',
  clientId: ID,
  wanted: { orgSegment: 'org20087145332', isSandbox: false },
};
const NORTHGATE: Connection = {
  ...BRIGHTSIDE,
  id: 'eu-production-700632918-1',
  org: { zgid: '700632918', domainName: 'org700632918', name: 'Northgate Roofing', edition: 'enterprise' },
};
const NO_TAB: Partial<ConnectPorts> = { crmTab: () => Promise.resolve(null) };

function failed(
  name: string,
  code: ErrorCode,
  more: Omit<Partial<Scene>, 'signIn' | 'name'> & {
    readonly details?: ErrorDetails;
    readonly attempt?: SignInAttempt;
  } = {},
): Scene {
  const { details = {}, attempt = ATTEMPT, ...rest } = more;
  return { name, ...rest, signIn: { state: 'failed', dataCentre: 'eu', code, details, attempt, at: Date.now() } };
}

function connected(name: string, more: Partial<Scene> = {}, isLasting = true): Scene {
  const signIn = { state: 'connected', connectionId: BRIGHTSIDE.id, isLasting, at: Date.now() } as const;
  return { name, connections: [BRIGHTSIDE], signIn, isBuilt: true, ...more };
}

function fill(connect: Connect, text: string, way: SignInWay = 'client'): void {
  connect.guide.edit(way, 'clientId', text, true);
}

/** The states of the page Connect, in the order of the mock-up. */
export const SCENES: readonly Scene[] = [
  { name: '01-ready', isBuilt: true },
  { name: '02-company', policy: { clientId: ID, dataCentre: 'eu' } },
  { name: '02b-bad-policy', policy: { clientId: 'nonsense', dataCentre: 'moon' } },
  { name: '03-no-tab', isBuilt: true, ports: NO_TAB },
  {
    name: '03b-other-regions',
    isBuilt: true,
    ports: NO_TAB,
    act: () => document.querySelector<HTMLElement>('.which .other input')?.click(),
  },
  {
    name: '03c-region-chosen',
    isBuilt: true,
    ports: NO_TAB,
    act: (connect) => void (connect.chosenRegion.value = 'eu'),
  },
  {
    name: '04-another-org',
    isBuilt: true,
    connections: [BRIGHTSIDE],
    ports: { crmTab: () => Promise.resolve(SANDBOX_TAB) },
  },
  {
    name: '04b-sign-in-again',
    isBuilt: true,
    connections: [{ ...BRIGHTSIDE, isSignedOut: true }],
    link: { connectionId: BRIGHTSIDE.id },
  },
  { name: '04c-own-id-known', ownId: ID, ports: NO_TAB },
  { name: '05-first-card' },
  { name: '05b-no-region', ports: NO_TAB },
  { name: '06-in-the-console', steps: { client: 1 } },
  { name: '07-values', steps: { client: 4 } },
  { name: '07b-not-copied', steps: { client: 2 }, act: (connect) => void (connect.guide.notCopied.value = 'name') },
  { name: '08-paste', steps: { client: 7 } },
  {
    name: '09-secret',
    steps: { client: 7 },
    act: (connect) => fill(connect, '0123456789abcdef0123456789abcdef0123456789'),
  },
  { name: '10-part', steps: { client: 7 }, act: (connect) => fill(connect, '1000.4QZ8M0T2X7N5') },
  failed('11-unknown-own', 'client-unknown', { steps: { client: 8 }, ownId: ID }),
  { name: '12-admin', steps: { client: 2 }, act: (connect) => connect.guide.copyMessage('').then(() => openDetails()) },
  { name: '13-other-ways', act: () => document.querySelector<HTMLElement>('.disclosure')?.click() },
  { name: '14-with-secret', steps: { server: 6 }, act: (connect) => connect.useOwn('server') },
  {
    name: '14b-secret-missing',
    steps: { server: 6 },
    act: async (connect) => {
      connect.useOwn('server');
      fill(connect, ID, 'server');
      await connect.guide.connect('server');
    },
  },
  failed('14c-secret-wrong', 'client-secret', { ownId: ID, attempt: { ...ATTEMPT, way: 'server' } }),
  { name: '15-self-client', steps: { self: 2 }, act: (connect) => connect.useOwn('self') },
  failed('15b-code-spent', 'code-spent', { ownId: ID, attempt: { ...ATTEMPT, way: 'self' } }),
  {
    name: '16-waiting',
    isBuilt: true,
    signIn: { state: 'waiting', dataCentre: 'eu', way: 'client', attempt: ATTEMPT, startedAt: Date.now() },
  },
  failed('17-unknown-company', 'client-unknown', { policy: { clientId: ID, dataCentre: 'eu' } }),
  failed('17b-unknown-build', 'client-unknown', { isBuilt: true }),
  failed('18-redirect', 'redirect-refused', { ownId: ID }),
  failed('18b-redirect-company', 'redirect-refused', {
    policy: { clientId: ID, dataCentre: 'eu' },
    act: (connect) => connect.guide.copyMessage(''),
  }),
  failed('19-domain', 'domain-refused', { ownId: ID }),
  failed('20-refused', 'consent-refused', { isBuilt: true }),
  failed('21-closed', 'consent-closed', { ownId: ID }),
  failed('21b-addresses', 'consent-closed', {
    ownId: ID,
    act: (connect) => void (connect.seenCause.value = 'addresses'),
  }),
  failed('22-throttled', 'sign-in-throttled', { isBuilt: true, details: { retryAfterMs: 600_000 } }),
  failed('23-other-org', 'other-org', {
    isBuilt: true,
    connections: [NORTHGATE, BRIGHTSIDE],
    details: { connectionId: NORTHGATE.id, name: NORTHGATE.org.name, environment: 'production' },
  }),
  failed('23b-other-environment', 'other-org', {
    isBuilt: true,
    connections: [SANDBOX],
    details: { connectionId: SANDBOX.id, name: SANDBOX.org.name, environment: 'sandbox' },
  }),
  failed('24-no-crm', 'no-org', { isBuilt: true }),
  {
    name: '25-busy',
    isBuilt: true,
    ports: { request: (() => Promise.reject(new AppError('consent-busy'))) as ConnectPorts['request'] },
    act: (connect) => connect.connect({ way: 'client', clientId: ID }),
  },
  failed('26-unloadable', 'consent-unloadable', { isBuilt: true }),
  failed('26b-foreign-host', 'foreign-host', { isBuilt: true, details: { host: 'accounts.example.com' } }),
  failed('26c-owner-unknown', 'owner-unknown', { isBuilt: true }),
  connected('27-not-every-right', {
    connections: [{ ...BRIGHTSIDE, missingScopes: ['ZohoCRM.settings.custom_views.READ'] }],
  }),
  connected('28-connected'),
  connected('29-one-hour', {}, false),
  connected('30-connected-no-tab', { ports: NO_TAB }),
  connected('31-right-to-left', {
    connections: [
      {
        ...BRIGHTSIDE,
        org: { ...BRIGHTSIDE.org, name: 'שמש בהירה (2)' },
        user: { ...BRIGHTSIDE.user, name: 'מירה (3)' },
      },
    ],
  }),
];

function openDetails(): void {
  document.querySelector('details')?.setAttribute('open', '');
}
