import { CHIPS, type Chip } from './lines/lines.ts';

const ASKED_RIGHTS = ['search', 'tags'] as const;
export type AskedRight = (typeof ASKED_RIGHTS)[number];

/** The state in the page's address: enough to return to the same list. */
export interface Address {
  readonly connectionId: string | null;
  /** API name; null for all modules. */
  readonly module: string | null;
  readonly chip: Chip | null;
  readonly search: string;
  /** The name of the tag whose sheet is open. */
  readonly tag: string | null;
  /** The right that the popup leads here to ask for, or that a clean-up needs to go on. */
  readonly asks: AskedRight | null;
  /** The CRM tab that led here, if no connection is named. */
  readonly tab: { readonly host: string; readonly orgSegment: string | null } | null;
}

/** The state in a query. Names that are unknown or missing become null, and the search text becomes empty. */
export function addressIn(query: string): Address {
  const given = new URLSearchParams(query);
  const host = given.get('host');
  return {
    connectionId: given.get('connection'),
    module: given.get('module'),
    chip: CHIPS.find((chip) => chip === given.get('show')) ?? null,
    search: given.get('find') ?? '',
    tag: given.get('tag'),
    asks: ASKED_RIGHTS.find((right) => right === given.get('ask')) ?? null,
    tab: host === null ? null : { host, orgSegment: given.get('org') },
  };
}

/** The query of an address, with its question mark. It drops the tab once it names a connection. */
export function queryOf({ connectionId, module, chip, search, tag, asks, tab }: Address): string {
  const isNamed = connectionId !== null;
  const query = Object.entries({
    connection: connectionId,
    module,
    show: chip,
    find: search.trim(),
    tag,
    ask: asks,
    host: isNamed ? null : tab?.host,
    org: isNamed ? null : tab?.orgSegment,
  }).flatMap(([name, value]) => (value ? [[name, value]] : []));
  return query.length === 0 ? '' : `?${new URLSearchParams(query).toString()}`;
}
