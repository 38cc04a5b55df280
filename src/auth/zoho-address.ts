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
export function knownApiOrigin(apiDomain: string): string {
  const origin = withoutSlash(apiDomain);
  if (placeOfApi(origin) === null) throw foreign(apiDomain);
  return origin;
}

/** The data centre of `accounts-server`. */
export function knownAccounts(accountsServer: string): DataCentre {
  const dataCentre = dataCentreOfAccounts(withoutSlash(accountsServer));
  if (dataCentre === null) throw foreign(accountsServer);
  return dataCentre;
}

/** The data centre of `location`, e.g. `eu`; null for one that Untag does not know. */
export function dataCentreOfLocation(location: string): DataCentre | null {
  const wanted = location.toLowerCase();
  return DATA_CENTRES.find((dataCentre) => dataCentre === wanted) ?? null;
}

export function accountsHost(dataCentre: DataCentre): string {
  return new URL(accountsOrigin(dataCentre)).host;
}

export function foreign(address: string): AppError {
  const host = URL.canParse(address) ? new URL(address).host : address;
  return new AppError('foreign-host', { host: host.slice(0, 100) });
}

function withoutSlash(address: string): string {
  return address.endsWith('/') ? address.slice(0, -1) : address;
}
