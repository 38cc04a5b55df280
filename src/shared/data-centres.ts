/** A Zoho data centre, by the code that Zoho's OAuth answers use for it (`location`). */
export type DataCentre = 'us' | 'eu' | 'in' | 'au' | 'jp' | 'ca' | 'sa' | 'cn' | 'uk' | 'ae';

/** What kind of org a CRM host or a token belongs to. */
export type Environment = 'production' | 'sandbox' | 'developer';

/** The domain that a data centre's hosts end with. Canada keeps its apps and its API on two different ones. */
interface Domains {
  readonly web: string;
  readonly api: string;
}

const DOMAINS: Readonly<Record<DataCentre, Domains>> = {
  us: { web: 'zoho.com', api: 'zohoapis.com' },
  eu: { web: 'zoho.eu', api: 'zohoapis.eu' },
  in: { web: 'zoho.in', api: 'zohoapis.in' },
  au: { web: 'zoho.com.au', api: 'zohoapis.com.au' },
  jp: { web: 'zoho.jp', api: 'zohoapis.jp' },
  ca: { web: 'zohocloud.ca', api: 'zohoapis.ca' },
  sa: { web: 'zoho.sa', api: 'zohoapis.sa' },
  cn: { web: 'zoho.com.cn', api: 'zohoapis.com.cn' },
  uk: { web: 'zoho.uk', api: 'zohoapis.uk' },
  ae: { web: 'zoho.ae', api: 'zohoapis.ae' },
};

/** All data centres, in the order in which they are offered. */
export const DATA_CENTRES = Object.keys(DOMAINS) as readonly DataCentre[];

const API_SUBDOMAINS: Readonly<Record<Environment, string>> = {
  production: 'www',
  sandbox: 'sandbox',
  developer: 'developer',
};

/** The origin of the accounts server, without a slash at the end. Source: Zoho docs v8, multi-dc. */
export function accountsOrigin(dataCentre: DataCentre): string {
  return `https://accounts.${DOMAINS[dataCentre].web}`;
}

/** The origin of the REST API, without a slash at the end. Source: Zoho docs v8, multi-dc; Zoho's SDK for sandbox and developer. */
export function apiOrigin(dataCentre: DataCentre, environment: Environment): string {
  return `https://${API_SUBDOMAINS[environment]}.${DOMAINS[dataCentre].api}`;
}

/** The host of the CRM web app: `crm.*`, or `crmsandbox.*` for a sandbox. */
export function crmHost(dataCentre: DataCentre, environment: Environment): string {
  return `${environment === 'sandbox' ? 'crmsandbox' : 'crm'}.${DOMAINS[dataCentre].web}`;
}

/** The address of the API console, where a client id is made. */
export function consoleUrl(dataCentre: DataCentre): string {
  return `https://api-console.${DOMAINS[dataCentre].web}/`;
}

/**
 * The meaning of a CRM tab's host. A developer org shares its host with production, so only `/org` tells them apart.
 */
export interface CrmPlace {
  readonly dataCentre: DataCentre;
  readonly isSandbox: boolean;
}

/** Data centre and environment of a CRM host, or null for any other host. */
export function crmPlaceOf(host: string): CrmPlace | null {
  for (const dataCentre of DATA_CENTRES) {
    if (host === crmHost(dataCentre, 'production')) return { dataCentre, isSandbox: false };
    if (host === crmHost(dataCentre, 'sandbox')) return { dataCentre, isSandbox: true };
  }
  return null;
}

/** Whether an address is that of a CRM page. The browser hides the addresses of sites without permission. */
export function isCrmAddress(url: string | undefined): url is string {
  const host = httpsHostOf(url);
  return host !== null && crmPlaceOf(host) !== null;
}

/** Whether an address is that of the CRM, or of Zoho One or CRM Plus, which show the CRM in a frame. */
export function mayShowCrm(url: string): boolean {
  const host = httpsHostOf(url);
  const shells = DATA_CENTRES.flatMap((dataCentre) =>
    ['one', 'crmplus'].map((name) => `${name}.${DOMAINS[dataCentre].web}`),
  );
  return isCrmAddress(url) || (host !== null && shells.includes(host));
}

function httpsHostOf(url: string | undefined): string | null {
  if (url === undefined || !URL.canParse(url)) return null;
  const { protocol, host } = new URL(url);
  return protocol === 'https:' ? host : null;
}

/** The data centre of any web host of Zoho's, the shells around the CRM included; null for another host. */
export function dataCentreOfWeb(host: string): DataCentre | null {
  return DATA_CENTRES.find((dataCentre) => host.endsWith(`.${DOMAINS[dataCentre].web}`)) ?? null;
}

/** Data centre of an accounts origin such as `https://accounts.zoho.eu`, or null when it is not one of Zoho's known ones. */
export function dataCentreOfAccounts(origin: string): DataCentre | null {
  return DATA_CENTRES.find((dataCentre) => accountsOrigin(dataCentre) === origin) ?? null;
}

/** Where an API origin such as `https://www.zohoapis.eu` leads, or null when it is not one of Zoho's known ones. */
export function placeOfApi(origin: string): { dataCentre: DataCentre; environment: Environment } | null {
  for (const dataCentre of DATA_CENTRES)
    for (const environment of ['production', 'sandbox', 'developer'] as const)
      if (apiOrigin(dataCentre, environment) === origin) return { dataCentre, environment };
  return null;
}
