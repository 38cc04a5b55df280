import { createClientStore, selfClient, serverClient, EXTENSION_CLIENT_ID } from './clients.ts';
import { createTokenStore } from './tokens.ts';
import { createOrg } from './org.ts';
import { orgSeeds } from './orgs.ts';
import { seedOf } from './random.ts';
import type { ClientStore } from './clients.ts';
import type { TokenStore } from './tokens.ts';
import type { Org } from './org.ts';
import type { Dc, Environment } from '../hosts.ts';
import type { SimClock } from '../clock.ts';

/** Ready-made access to one org, the same after every start and reset. */
export interface Credentials {
  /** A server-based application. */
  clientId: string;
  clientSecret: string;
  refreshToken: string;
  accessToken: string;
  /** A self client of the same company. The accounts server makes its codes. */
  selfClientId: string;
  selfClientSecret: string;
  /**
   * Token of the self client, with every scope that the simulated API supports, including making and deleting tags, and
   * searches.
   */
  wideRefreshToken: string;
  wideAccessToken: string;
  /** The client-based application of the extension: no secret. */
  extensionClientId: string;
}

export interface World {
  orgs: Org[];
  /** By key, e.g. `brightside`. Throws when there is none. */
  org(key: string): Org;
  findOrg(key: string): Org | undefined;
  /** The org of a CRM page: by the URL's segment, or, without one, the first of that data centre and environment. */
  orgOfPage(dc: Dc, environment: Environment, segment?: string): Org | undefined;
  /** The orgs that a person may choose on the consent page. */
  orgsOf(zuid: string, dc: Dc): Org[];
  tokens: TokenStore;
  clients: ClientStore;
  /** By key of the org. */
  credentials: Record<string, Credentials>;
}

export interface WorldOptions {
  /** Leads of Brightside; by default 300. */
  leads?: number;
}

/** Scopes of the ready-made tokens: those that Untag requests, and the fields that Zoho's SDK reads. */
const READY_SCOPES = [
  'ZohoCRM.modules.ALL',
  'ZohoCRM.settings.tags.READ',
  'ZohoCRM.settings.modules.READ',
  'ZohoCRM.settings.custom_views.READ',
  'ZohoCRM.settings.fields.READ',
  'ZohoCRM.org.READ',
  'ZohoCRM.users.READ',
];

/** Additional scopes of clean-ups and the live checks. */
const WIDE_SCOPES = [
  ...READY_SCOPES,
  'ZohoCRM.settings.tags.ALL',
  'ZohoCRM.modules.lockinginformation.ALL',
  'ZohoCRM.settings.ALL',
  'ZohoCRM.bulk.READ',
  'ZohoCRM.coql.READ',
  'ZohoSearch.securesearch.READ',
];

const HOUR = 3_600_000;

function hex(word: string, length: number): string {
  let text = '';
  for (let n = 0; text.length < length; n += 1) text += (seedOf(`${word}/${n}`) >>> 0).toString(16).padStart(8, '0');
  return text.slice(0, length);
}

function credentialsOf(key: string): Credentials {
  const id = (kind: string) => `1000.${hex(`${kind} client of ${key}`, 30).toUpperCase()}`;
  const token = (kind: string) => `1000.${hex(`${kind} of ${key}`, 32)}.${hex(`${kind} tail of ${key}`, 32)}`;
  return {
    clientId: id('server'),
    clientSecret: hex(`secret of ${key}`, 42),
    selfClientId: id('self'),
    selfClientSecret: hex(`self secret of ${key}`, 42),
    refreshToken: token('refresh'),
    accessToken: token('access'),
    wideRefreshToken: token('wide refresh'),
    wideAccessToken: token('wide access'),
    extensionClientId: EXTENSION_CLIENT_ID,
  };
}

export function createWorld(clock: SimClock, { leads = 300 }: WorldOptions = {}): World {
  const orgs = orgSeeds(leads).map((seed) => createOrg(seed, clock));
  const tokens = createTokenStore();
  const clients = createClientStore();
  const credentials: Record<string, Credentials> = {};
  for (const org of orgs) {
    const ready = credentialsOf(org.key);
    credentials[org.key] = ready;
    const registered = serverClient(ready.clientId, '', `${org.companyName} tools`, org.dc);
    clients.register({ ...registered, secrets: { [org.dc]: ready.clientSecret }, dcs: [org.dc] });
    clients.register({ ...selfClient(ready.selfClientId, '', org.dc), secrets: { [org.dc]: ready.selfClientSecret } });
    const admin = org.users[0];
    if (!admin) continue;
    const issuedAt = clock.now();
    const grant = {
      orgId: org.key,
      userId: admin.id,
      scopes: READY_SCOPES,
      clientId: ready.clientId,
      dc: org.dc,
      environment: org.environment,
      issuedAt,
    };
    const wide = { clientId: ready.selfClientId, scopes: WIDE_SCOPES };
    for (const [own, refreshToken, token] of [
      [{}, ready.refreshToken, ready.accessToken],
      [wide, ready.wideRefreshToken, ready.wideAccessToken],
    ] as const) {
      tokens.issueRefreshToken({ ...grant, ...own, token: refreshToken });
      tokens.issueAccessToken({ ...grant, ...own, token, refreshToken, expiresAt: issuedAt + HOUR });
    }
  }
  const findOrg = (key: string) => orgs.find((org) => org.key === key);
  return {
    orgs,
    org(key) {
      const found = findOrg(key);
      if (!found) throw new RangeError(`there is no org ${key}`);
      return found;
    },
    findOrg,
    orgOfPage(dc, environment, segment) {
      const here = orgs.filter(
        (org) =>
          org.dc === dc &&
          (org.environment === environment || (environment === 'production' && org.environment === 'developer')),
      );
      if (segment === undefined) return here[0];
      const wanted = segment.toLowerCase();
      return here.find((org) => org.domainName.toLowerCase() === wanted || `org${org.zgid}` === wanted);
    },
    orgsOf: (zuid, dc) => orgs.filter((org) => org.dc === dc && org.users.some((user) => user.zuid === zuid)),
    tokens,
    clients,
    credentials,
  };
}
