import type { Connection } from './connection.ts';
import type { CrmPlace } from './data-centres.ts';

/** Whether a connection may work on what a CRM tab shows. */
export type Fit =
  | 'fits'
  /** Data centre and environment fit, but the address does not name the org. The user has to be asked. */
  | 'unsure'
  | 'wrong-org'
  | 'wrong-environment'
  | 'wrong-data-centre';

export type TabConnection =
  | { readonly fit: 'none' }
  | {
      readonly fit: Fit;
      /** The one that fits best. Among equals it is one that is signed in, then the newest. */
      readonly connection: Connection;
      /** The others that fit just as well, in the same order. */
      readonly others: readonly Connection[];
    };

const BEST_FIRST: readonly Fit[] = ['fits', 'unsure', 'wrong-org', 'wrong-environment', 'wrong-data-centre'];

/** The connection for a tab, from a list with the newest first. `orgSegment` is null where the URL has none. */
export function connectionForTab(
  connections: readonly Connection[],
  place: CrmPlace,
  orgSegment: string | null,
): TabConnection {
  for (const fit of BEST_FIRST) {
    const equals = connections.filter((connection) => fitOf(connection, place, orgSegment) === fit);
    const [connection, ...others] = [...equals].sort((a, b) => Number(a.isSignedOut) - Number(b.isSignedOut));
    if (connection !== undefined) return { fit, connection, others };
  }
  return { fit: 'none' };
}

/** Source: Zoho docs v8, get-org-data: `domain_name` is `org<zgid>` or a name that the org has chosen. */
export function fitOf(connection: Connection, place: CrmPlace, orgSegment: string | null): Fit {
  if (connection.dataCentre !== place.dataCentre) return 'wrong-data-centre';
  if (!isEnvironmentOf(connection, place.isSandbox)) return 'wrong-environment';
  return fitOfOrg(connection, orgSegment);
}

/** A developer org appears on the hosts of both. */
export function isEnvironmentOf({ environment }: Connection, isSandbox: boolean): boolean {
  return environment === 'developer' || (environment === 'sandbox') === isSandbox;
}

/**
 * Whether the org segment of a URL names the connection's org. A number names exactly one org. A chosen name that
 * differs may be a second name of the same org.
 */
export function fitOfOrg({ org }: Connection, orgSegment: string | null): 'fits' | 'unsure' | 'wrong-org' {
  if (orgSegment === null || orgSegment === '') return 'unsure';
  const segment = orgSegment.toLowerCase();
  if (org.zgid !== '' && segment === `org${org.zgid}`) return 'fits';
  if (org.domainName !== '' && segment === org.domainName.toLowerCase()) return 'fits';
  return org.zgid !== '' && /^org\d+$/.test(segment) ? 'wrong-org' : 'unsure';
}
