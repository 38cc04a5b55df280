import {
  accountsOrigin,
  type DataCentre,
  DATA_CENTRES,
  dataCentreOfAccounts,
  placeOfApi,
} from '../shared/data-centres.ts';
import { AppError } from '../shared/errors.ts';

/**
 * Addresses that Zoho names in its answers. Each is compared as a whole with the table of data centres: a port, a path,
 * a user name or a look-alike makes it a foreign host. All throw `foreign-host`.
 */

/** The origin of `api_domain`. A slash at the end is Zoho's own habit in some samples. */
function knownApiOrigin(apiDomain: string): string {
  const origin = withoutSlash(apiDomain);
  if (placeOfApi(origin) === null) throw foreign(apiDomain);
  return origin;
}

/** The data centre of `accounts-server`. */
function knownAccounts(accountsServer: string): DataCentre {
  const dataCentre = dataCentreOfAccounts(withoutSlash(accountsServer));
  if (dataCentre === null) throw foreign(accountsServer);
  return dataCentre;
}

/** Where an answer says that its token or code is good; null for what it leaves out. */
export interface NamedPlace {
  readonly apiOrigin: string | null;
  readonly dataCentre: DataCentre | null;
}

/**
 * What an answer names by `location`, `accounts-server` and `api_domain`, each as often as it stands there. Throws also
 * `places-differ` where two of them lie in different data centres, or on different APIs.
 */
export function placeNamed(parameters: URLSearchParams): NamedPlace {
  const named = (name: string): string[] => parameters.getAll(name).filter((value) => value !== '');
  const apiOrigins = new Set(named('api_domain').map(knownApiOrigin));
  const dataCentres = new Set([
    ...named('accounts-server').map(knownAccounts),
    ...named('location').map(knownLocation),
    ...[...apiOrigins].map(dataCentreOfApi),
  ]);
  if (dataCentres.size > 1) throw differing([...dataCentres].map(accountsHost));
  if (apiOrigins.size > 1) throw differing([...apiOrigins].map((origin) => new URL(origin).host));
  const [apiOrigin = null] = apiOrigins;
  const [dataCentre = null] = dataCentres;
  return { apiOrigin, dataCentre };
}

/** The origin of `api_domain` in an answer of that data centre's accounts server. Throws also `places-differ`. */
export function apiOriginIn(dataCentre: DataCentre, apiDomain: string): string {
  const origin = knownApiOrigin(apiDomain);
  if (dataCentreOfApi(origin) !== dataCentre) throw differing([accountsHost(dataCentre), new URL(origin).host]);
  return origin;
}

function differing(hosts: readonly string[]): AppError {
  return new AppError('places-differ', { host: hosts.join(', ') });
}

/** The data centre of `location`, e.g. `eu`. */
function knownLocation(location: string): DataCentre {
  const wanted = location.toLowerCase();
  const dataCentre = DATA_CENTRES.find((each) => each === wanted);
  if (dataCentre === undefined) throw foreign(location);
  return dataCentre;
}

function dataCentreOfApi(origin: string): DataCentre {
  const place = placeOfApi(origin);
  if (place === null) throw foreign(origin);
  return place.dataCentre;
}

export function accountsHost(dataCentre: DataCentre): string {
  return new URL(accountsOrigin(dataCentre)).host;
}

function foreign(address: string): AppError {
  const host = URL.canParse(address) ? new URL(address).host : address;
  return new AppError('foreign-host', { host: host.slice(0, 100) });
}

function withoutSlash(address: string): string {
  return address.endsWith('/') ? address.slice(0, -1) : address;
}
