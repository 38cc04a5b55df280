import * as v from 'valibot';
import { browser } from './browser.ts';
import { DATA_CENTRES, type DataCentre } from './data-centres.ts';
import { readRawPolicy } from './policy.ts';
import { clientItem } from './stored-items.ts';

/** The publisher's client id, put in at build time from `UNTAG_CLIENT_ID`; empty in a build without one. */
declare const __CLIENT_ID__: string;

/** Where the client id was set: by the company's policy, by the publisher's build, or by the user. */
export type ClientSource = 'policy' | 'build' | 'user';

export interface Client {
  readonly clientId: string;
  /** Where the client is registered. */
  readonly dataCentre: DataCentre;
  readonly source: ClientSource;
}

export interface ClientSetting {
  /** Null when none is set. */
  readonly client: Client | null;
  /** Names of policy values that are not valid and therefore not used. */
  readonly refused: readonly ('clientId' | 'dataCentre')[];
}

/** Zoho's client ids begin with "1000." and go on with capitals and digits. */
export function isClientId(text: string): boolean {
  return /^1000\.[0-9A-Za-z]{8,}$/.test(text);
}

/** Whether a text is the start of a client id and too short to be complete. */
export function isCutClientId(text: string): boolean {
  return /^1000\.[0-9A-Za-z]*$/.test(text) && !isClientId(text);
}

/** The client id to use: the company's before the publisher's before the user's. */
export async function readClient(): Promise<ClientSetting> {
  const user = await clientItem.get();
  return chooseClient(await readRawPolicy(), __CLIENT_ID__, user);
}

/** Calls back when the policy or the user sets another id. Returns the function that stops it. */
export function watchClient(callback: () => void): () => void {
  const onChange = (_changes: unknown, area: string): void => {
    if (area === 'managed') callback();
  };
  browser.storage.onChanged.addListener(onChange);
  const stop = clientItem.watch(callback);
  return () => {
    browser.storage.onChanged.removeListener(onChange);
    stop();
  };
}

const policySchema = v.object({ clientId: v.optional(v.unknown()), dataCentre: v.optional(v.unknown()) });

/** The rule of {@link readClient}, over the values of all sources. A publisher's client is registered in the US. */
export function chooseClient(
  policy: unknown,
  build: string,
  user: { readonly clientId: string; readonly dataCentre: string },
): ClientSetting {
  const parsed = v.safeParse(policySchema, policy);
  const { clientId = '', dataCentre } = parsed.success ? parsed.output : {};
  const policyId = typeof clientId === 'string' ? clientId.trim() : null;
  const policyCentre = dataCentre === undefined || dataCentre === '' ? 'us' : dataCentreOf(dataCentre);
  const refused = [
    ...(policyId === null || (policyId !== '' && !isClientId(policyId)) ? (['clientId'] as const) : []),
    ...(policyCentre === null ? (['dataCentre'] as const) : []),
  ];
  const candidates = [
    { clientId: policyId ?? '', dataCentre: policyCentre ?? 'us', source: 'policy' },
    { clientId: build, dataCentre: 'us', source: 'build' },
    { clientId: user.clientId, dataCentre: dataCentreOf(user.dataCentre) ?? 'us', source: 'user' },
  ] as const;
  return { client: candidates.find((candidate) => isClientId(candidate.clientId)) ?? null, refused };
}

function dataCentreOf(value: unknown): DataCentre | null {
  const wanted = typeof value === 'string' ? value.trim().toLowerCase() : '';
  return DATA_CENTRES.find((dataCentre) => dataCentre === wanted) ?? null;
}
