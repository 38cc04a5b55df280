import { consoleUrl, type DataCentre } from '../shared/data-centres.ts';
import { text } from '../shared/i18n.ts';
import { valuesFor } from './client-values.ts';

/** The parts of a message to an admin. */
export type AdminAsk = 'client' | 'region' | 'address' | 'consent' | 'right';

const KEYS = {
  client: 'conn_admin_msg',
  region: 'conn_admin_region_msg',
  address: 'conn_admin_address_msg',
  consent: 'conn_admin_ask_msg',
  right: 'conn_admin_right_msg',
} as const;

interface Around {
  readonly dataCentre: DataCentre;
  readonly redirectUri: string;
  readonly clientId?: string;
}

/** A message to an admin of Zoho, with this browser's own addresses. It holds no name and no secret. */
export function adminMessage(ask: AdminAsk, { dataCentre, redirectUri, clientId = '' }: Around): string {
  const { home, redirect, domain } = valuesFor(redirectUri);
  return text(KEYS[ask], {
    // A slash at the end of an address within an Arabic sentence would be shown at its beginning.
    console: consoleUrl(dataCentre).replace(/\/$/, ''),
    dc: text(`dc_${dataCentre}`),
    id: clientId,
    home,
    redirect,
    domain,
  });
}
