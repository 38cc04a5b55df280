import {
  accountsOrigin,
  type DataCentre,
  DATA_CENTRES,
  dataCentreOfAccounts,
  placeOfApi,
} from '../shared/data-centres.ts';
import { AppError } from '../shared/errors.ts';

/**
 * Addresses in Zoho's answers. Each is compared as a whole with the table of data centres, so a port, a path, a user
 * name or a look-alike makes it foreign. All functions throw `foreign-host`.
 */

/** The origin of `api_domain`. Some of Zoho's samples end it with a slash. */
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

/** Where the token or code of an answer is valid. Missing parts are null. */
export interface NamedPlace {
  readonly apiOrigin: string | null;
  readonly dataCentre: DataCentre | null;
}

/**
 * The places that an answer names by `location`, `accounts-server` and `api_domain`, at every occurrence. Throws also
 * `places-differ` for two different data centres or APIs.
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

/** The host that signs users in, for example `accounts.zoho.eu`. */
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
