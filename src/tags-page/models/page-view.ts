import { connectionForTab } from '../../shared/connection-for-tab.ts';
import type { Connection } from '../../shared/connection.ts';
import { crmPlaceOf } from '../../shared/data-centres.ts';
import type { ErrorData } from '../../shared/errors.ts';
import type { TagsProgress } from '../../shared/tags-progress.ts';
import type { TagModule } from '../../tags/model/types.ts';
import type { Address } from '../address.ts';

/** The org of the page, or why it has none. */
export type Place =
  | { readonly kind: 'connection'; readonly connection: Connection }
  /** The address names a connection that was removed. */
  | { readonly kind: 'gone' }
  /** The tab that led here belongs to an org without a connection. */
  | {
      readonly kind: 'other-org';
      readonly host: string;
      readonly orgSegment: string | null;
      readonly isSandbox: boolean;
    }
  | { readonly kind: 'none' };

/** The connection of an address. Without one it is the newest, preferably a signed-in one. */
export function placeOf({ connectionId, tab }: Address, connections: readonly Connection[]): Place {
  if (connectionId !== null) {
    const connection = connections.find(({ id }) => id === connectionId);
    if (connection !== undefined) return { kind: 'connection', connection };
    return connections.length === 0 ? { kind: 'none' } : { kind: 'gone' };
  }
  const [first] = connections.toSorted((a, b) => Number(a.isSignedOut) - Number(b.isSignedOut));
  if (first === undefined) return { kind: 'none' };
  const place = tab === null ? null : crmPlaceOf(tab.host);
  if (tab === null || place === null) return { kind: 'connection', connection: first };
  const fit = connectionForTab(connections, place, tab.orgSegment);
  if (fit.fit === 'fits' || fit.fit === 'unsure') return { kind: 'connection', connection: fit.connection };
  return { kind: 'other-org', ...tab, isSandbox: place.isSandbox };
}

/** The facts that decide the page's state. */
export interface PageFacts {
  readonly isLoaded: boolean;
  readonly place: Place;
  readonly hasClient: boolean;
  /** Why the store cannot be read. */
  readonly storeError: ErrorData | null;
  /** Zoho's origins without access. */
  readonly withheld: readonly string[];
  /** Whether the store was read for this connection. */
  readonly isRead: boolean;
  readonly modules: readonly TagModule[];
  readonly progress: TagsProgress | null;
  /** A reading was requested, and has no visible result yet. */
  readonly isAsked: boolean;
}

export type PageView =
  | { readonly state: 'starting' | 'set-up' | 'connect' | 'gone' | 'list' | 'unread' }
  | { readonly state: 'broken'; readonly error: ErrorData }
  | { readonly state: 'host'; readonly origins: readonly string[] }
  | (Extract<Place, { kind: 'other-org' }> & { readonly state: 'other-org' })
  | { readonly state: 'no-right' | 'failed'; readonly error: ErrorData };

/** The state of the page: the first that applies. */
export function pageView(facts: PageFacts): PageView {
  const { place, modules, progress } = facts;
  if (facts.storeError !== null) return { state: 'broken', error: facts.storeError };
  if (!facts.isLoaded) return { state: 'starting' };
  if (facts.withheld.length > 0) return { state: 'host', origins: facts.withheld };
  if (place.kind === 'none') return { state: facts.hasClient ? 'connect' : 'set-up' };
  if (place.kind === 'gone') return { state: 'gone' };
  if (place.kind === 'other-org') return { ...place, state: 'other-org' };
  if (!facts.isRead) return { state: 'starting' };
  if (isLive(progress) || facts.isAsked || modules.some(({ readAt }) => readAt !== null)) return { state: 'list' };
  return nothingRead(modules, progress);
}

/** Why no module could be read. A reading that the user stopped is no failure. */
function nothingRead(modules: readonly TagModule[], progress: TagsProgress | null): PageView {
  const refused = modules.filter(({ state }) => state === 'refused');
  const [error] = [...refused, ...modules].flatMap((module) => module.error ?? []);
  if (error !== undefined && refused.length === modules.length) return { state: 'no-right', error };
  const why = progress?.ending === 'given-up' ? progress.error : null;
  if (why === null && error === undefined) return { state: 'unread' };
  return { state: 'failed', error: why ?? error ?? { code: 'unexpected', details: {} } };
}

export function isLive(progress: TagsProgress | null): boolean {
  return progress !== null && progress.state !== 'ended';
}
