import { DCS } from '../hosts.ts';
import type { Dc } from '../hosts.ts';

type ClientType = 'client-based' | 'server-based' | 'mobile' | 'self';

/** An application as registered in Zoho's API console. Source: Zoho accounts docs, oauth-setup. */
export interface Client {
  clientId: string;
  type: ClientType;
  name: string;
  /** None for client-based applications, which never have a secret. One per data centre where multi-DC is on. */
  secrets: Partial<Record<Dc, string>>;
  /** Compared as whole strings. */
  redirectUris: string[];
  /** Only for client-based applications; each starts with http. */
  javascriptDomains: string[];
  /**
   * Simulates a console in which the redirect address of any browser extension was entered. The id of an unpacked or
   * temporary extension is unknown when the simulator starts.
   */
  acceptsExtensions: boolean;
  /** Where it was registered. */
  homeDc: Dc;
  /** Data centres switched on under "multi DC"; `homeDc` is always among them. */
  dcs: Dc[];
}

const EXTENSION_ADDRESSES = [
  /^https:\/\/[a-p]{32}\.chromiumapp\.org\/.*$/,
  /^https:\/\/[0-9a-f]{40}\.extensions\.allizom\.org\/.*$/,
];

/** Whether the redirect address is a registered one (compared exactly) or an extension's where those are accepted. */
export function acceptsRedirect(client: Client, redirectUri: string): boolean {
  if (client.redirectUris.includes(redirectUri)) return true;
  return client.acceptsExtensions && EXTENSION_ADDRESSES.some((address) => address.test(redirectUri));
}

/** Whether Zoho would hand a token to that origin: the redirect's host is among the JavaScript domains. */
export function acceptsOrigin(client: Client, origin: string): boolean {
  if (client.javascriptDomains.includes(origin)) return true;
  return client.acceptsExtensions && EXTENSION_ADDRESSES.some((address) => address.test(`${origin}/`));
}

export interface ClientStore {
  get(clientId: string): Client | undefined;
  register(client: Client): Client;
  remove(clientId: string): boolean;
  all(): Client[];
}

/** The client-based application that Untag's tests and `npm start` use. */
export const EXTENSION_CLIENT_ID = '1000.7KQ2N4XW9T3HVB8RZ6MDYCE5JPLGAF';
/** The same, registered in Europe without multi-DC: a user of another data centre gets "Invalid Client". */
export const EU_ONLY_CLIENT_ID = '1000.E2F8RJT5YQ0ZKXVWH7B4NPM6CDGA13';
/** A mobile or desktop application: code flow, PKCE mandatory. */
export const MOBILE_CLIENT_ID = '1000.M0B1L3W5H7R9C2V4X6Z8Q1T3Y5P7KD';

function secretsFor(seed: string): Partial<Record<Dc, string>> {
  const entries = DCS.map((dc): [Dc, string] => [dc, `${seed}${dc}`.padEnd(42, '0')]);
  return Object.fromEntries(entries);
}

/** A server-based application with a secret for every data centre. */
export function serverClient(clientId: string, secretSeed: string, name: string, homeDc: Dc): Client {
  return {
    clientId,
    type: 'server-based',
    name,
    secrets: secretsFor(secretSeed),
    redirectUris: ['https://app.example.com/oauth/callback'],
    javascriptDomains: [],
    acceptsExtensions: true,
    homeDc,
    dcs: [...DCS],
  };
}

/** A self client: its codes are made in the console, it has no redirect address. */
export function selfClient(clientId: string, secretSeed: string, homeDc: Dc): Client {
  return {
    ...serverClient(clientId, secretSeed, 'Self Client', homeDc),
    type: 'self',
    redirectUris: [],
    acceptsExtensions: false,
    dcs: [homeDc],
  };
}

export function createClientStore(): ClientStore {
  const clients = new Map<string, Client>();
  function register(client: Client) {
    clients.set(client.clientId, client);
    return client;
  }
  const extension: Client = {
    clientId: EXTENSION_CLIENT_ID,
    type: 'client-based',
    name: 'Untag',
    secrets: {},
    redirectUris: ['https://app.example.com/redirect.html'],
    javascriptDomains: ['https://app.example.com'],
    acceptsExtensions: true,
    homeDc: 'us',
    dcs: [...DCS],
  };
  register(extension);
  register({ ...extension, clientId: EU_ONLY_CLIENT_ID, homeDc: 'eu', dcs: ['eu'] });
  register({ ...serverClient(MOBILE_CLIENT_ID, 'd3c1', 'Untag mobile', 'us'), type: 'mobile' });
  return {
    get: (clientId) => clients.get(clientId),
    register,
    remove: (id) => clients.delete(id),
    all: () => [...clients.values()],
  };
}
