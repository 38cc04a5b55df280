/** The ten data centres, by the key Zoho uses in `location` and `/oauth/serverinfo`. Source: Zoho SDK `routes/dc`, Zoho docs v8, multi-dc. */
export type Dc = 'us' | 'eu' | 'in' | 'au' | 'jp' | 'ca' | 'sa' | 'cn' | 'uk' | 'ae';

/** Where an org lives: a token is bound to one org and one environment. */
export type Environment = 'production' | 'sandbox' | 'developer';

/** The service of a host. */
export type Service = 'crm' | 'accounts' | 'api' | 'one' | 'crmplus' | 'console';

/** The facts that follow from a host name alone. */
export interface Route {
  dc: Dc;
  service: Service;
  /** For `crm` and `api` hosts; `production` for the others. */
  environment: Environment;
}

interface DcNames {
  web: string;
  api: string;
}

const NAMES: Record<Dc, DcNames> = {
  us: { web: 'zoho.com', api: 'zohoapis.com' },
  eu: { web: 'zoho.eu', api: 'zohoapis.eu' },
  in: { web: 'zoho.in', api: 'zohoapis.in' },
  au: { web: 'zoho.com.au', api: 'zohoapis.com.au' },
  jp: { web: 'zoho.jp', api: 'zohoapis.jp' },
  // Canada alone has another web name: crm.zoho.ca does not resolve.
  ca: { web: 'zohocloud.ca', api: 'zohoapis.ca' },
  sa: { web: 'zoho.sa', api: 'zohoapis.sa' },
  cn: { web: 'zoho.com.cn', api: 'zohoapis.com.cn' },
  uk: { web: 'zoho.uk', api: 'zohoapis.uk' },
  ae: { web: 'zoho.ae', api: 'zohoapis.ae' },
};

export const DCS = Object.keys(NAMES) as Dc[];

const API_SUBDOMAIN: Record<Environment, string> = { production: 'www', sandbox: 'sandbox', developer: 'developer' };

/** Host of the REST API, e.g. `sandbox.zohoapis.eu`. */
export function apiHost(dc: Dc, environment: Environment = 'production'): string {
  return `${API_SUBDOMAIN[environment]}.${NAMES[dc].api}`;
}

/** Host of the CRM pages. Developer orgs are shown on the production host. */
export function crmHost(dc: Dc, environment: Environment = 'production'): string {
  return `${environment === 'sandbox' ? 'crmsandbox' : 'crm'}.${NAMES[dc].web}`;
}

export function accountsHost(dc: Dc): string {
  return `accounts.${NAMES[dc].web}`;
}

/** Host of the API console, where applications are registered. */
export function consoleHost(dc: Dc): string {
  return `api-console.${NAMES[dc].web}`;
}

export function oneHost(dc: Dc): string {
  return `one.${NAMES[dc].web}`;
}

export function crmPlusHost(dc: Dc): string {
  return `crmplus.${NAMES[dc].web}`;
}

const ROUTES = new Map<string, Route>(
  DCS.flatMap((dc): [string, Route][] => [
    [crmHost(dc), { dc, service: 'crm', environment: 'production' }],
    [crmHost(dc, 'sandbox'), { dc, service: 'crm', environment: 'sandbox' }],
    [accountsHost(dc), { dc, service: 'accounts', environment: 'production' }],
    [apiHost(dc), { dc, service: 'api', environment: 'production' }],
    [apiHost(dc, 'sandbox'), { dc, service: 'api', environment: 'sandbox' }],
    [apiHost(dc, 'developer'), { dc, service: 'api', environment: 'developer' }],
    [oneHost(dc), { dc, service: 'one', environment: 'production' }],
    [crmPlusHost(dc), { dc, service: 'crmplus', environment: 'production' }],
    [consoleHost(dc), { dc, service: 'console', environment: 'production' }],
  ]),
);

/** All host names of the simulator. */
export const HOSTS: string[] = [...ROUTES.keys()];

/** The meaning of a `Host` header (port allowed), or undefined for a host that is not Zoho's. */
export function routeOf(host: string): Route | undefined {
  return ROUTES.get(host.replace(/:\d+$/, '').toLowerCase());
}
