import { crmHost, type DataCentre, type Environment } from '../shared/data-centres.ts';

/** The report, opened on one run or on the list of all. */
export function reportUrl(runId: string | null): string {
  return `/src/report/index.html${runId === null ? '' : `?run=${runId}`}`;
}

/** The report, opened on a clean-up. */
export function cleanupUrl(id: string): string {
  return `/src/report/index.html?cleanup=${id}`;
}

export const OPTIONS_URL = '/src/options/index.html';

/** The purpose of opening the page Connect. */
export interface ConnectLink {
  /** The tab that it was opened from, to return to. */
  readonly tabId?: number | undefined;
  /** The connection to sign in to again. */
  readonly connectionId?: string | undefined;
  /** Whether the end of an earlier sign-in is ignored. */
  readonly isFresh?: boolean;
}

/** The page Connect. */
export function connectUrl({ tabId, connectionId, isFresh = false }: ConnectLink = {}): string {
  const query = new URLSearchParams({
    ...(tabId !== undefined && { tab: String(tabId) }),
    ...(connectionId !== undefined && { connection: connectionId }),
    ...(isFresh && { new: '1' }),
  });
  return `/src/connect/index.html${query.size === 0 ? '' : `?${query}`}`;
}

/**
 * The tags to show on the page of tags. `tab`: host and org of the CRM tab that leads there, if it has no connection.
 */
interface TagsPlace {
  readonly connectionId?: string | null;
  /** API name; none for all modules. */
  readonly module?: string | null;
  readonly tab?: { readonly host: string; readonly orgSegment: string | null } | null;
  /** A right that the page asks for at once, in words. */
  readonly asks?: 'search' | 'tags';
}

/** The page of all tags of an org. */
export function tagsUrl({ connectionId, module, tab, asks }: TagsPlace = {}): string {
  const query = new URLSearchParams();
  if (connectionId) query.set('connection', connectionId);
  if (connectionId && module) query.set('module', module);
  if (connectionId && asks !== undefined) query.set('ask', asks);
  if (!connectionId && tab) {
    query.set('host', tab.host);
    if (tab.orgSegment) query.set('org', tab.orgSegment);
  }
  const said = query.toString();
  return `/src/tags-page/index.html${said === '' ? '' : `?${said}`}`;
}

/** The place of a record, enough for its address. */
interface RecordPlace {
  readonly dataCentre: DataCentre;
  readonly environment: Environment;
  /** The org segment in the URL of a CRM tab: `org<zgid>` or a chosen name; empty when unknown. */
  readonly domainName: string;
  readonly zgid: string;
  /** The module's name in the URL. */
  readonly moduleSlug: string;
}

/** The address of a module's list in Zoho CRM, with Zoho's default view. */
export function listUrl(place: RecordPlace): string {
  const org = place.domainName || (place.zgid ? `org${place.zgid}` : '');
  const path = ['crm', org, 'tab', place.moduleSlug].filter((part) => part !== '').map(encodeURIComponent);
  return `https://${crmHost(place.dataCentre, place.environment)}/${path.join('/')}`;
}

/**
 * The address of a record in Zoho CRM. Without an org segment Zoho leads to Home, so it is left out only when unknown.
 */
export function recordUrl(place: RecordPlace, id: string): string {
  return `${listUrl(place)}/${encodeURIComponent(id)}`;
}
