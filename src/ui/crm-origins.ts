import { accountsOrigin, apiOrigin, crmHost, type DataCentre, type Environment } from '../shared/data-centres.ts';

/** The origins, as match patterns, without which Untag cannot work on an org. */
export function originsOf(dataCentre: DataCentre, environment: Environment): readonly string[] {
  const hosts = [
    `https://${crmHost(dataCentre, environment)}`,
    accountsOrigin(dataCentre),
    apiOrigin(dataCentre, environment),
  ];
  return hosts.map((origin) => `${origin}/*`);
}
