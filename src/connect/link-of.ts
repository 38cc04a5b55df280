import type { ConnectLink } from '../ui/links.ts';

/** Parses the query of `connectUrl`. */
export function connectLinkOf(query: URLSearchParams): ConnectLink {
  const tabId = Number(query.get('tab') ?? Number.NaN);
  return {
    tabId: Number.isInteger(tabId) ? tabId : undefined,
    connectionId: query.get('connection') ?? undefined,
    isFresh: query.has('new'),
  };
}
