import type { RecordedRequest } from '../zoho/http.ts';

/** One call of the API, as it arrived. Times in milliseconds. */
export interface CallSeen {
  readonly endpoint: string;
  /** The ids in the call. */
  readonly ids: number;
  readonly status: number;
  readonly credits: number;
  readonly at: number;
  readonly answeredAt: number;
}

/** Endpoints whose calls carry several ids, and the place of the ids. */
const IDS_OF: Record<string, (request: RecordedRequest) => number> = {
  records: ({ query }) => query['ids']?.split(',').length ?? 0,
  removeTags: ({ body }) => (JSON.parse(body) as { ids: string[] }).ids.length,
};

/** The calls of the API among the requests that a simulated Zoho received. */
export function callsSeen(requests: readonly RecordedRequest[]): CallSeen[] {
  return requests.flatMap((request) => {
    const { endpoint, method, status = 0, credits = 0, at, answeredAt = at } = request;
    if (endpoint === undefined || method === 'OPTIONS') return [];
    const isSeveral = request.path.endsWith('_tags') || request.query['ids'] !== undefined;
    const ids = isSeveral ? (IDS_OF[endpoint]?.(request) ?? 1) : 0;
    return [{ endpoint, ids, status, credits, at, answeredAt }];
  });
}

/** How many calls there were, what they cost, and how many were refused as too many. */
export function counted(calls: readonly CallSeen[]): { calls: number; credits: number; throttled: number } {
  return {
    calls: calls.length,
    credits: calls.reduce((sum, { credits }) => sum + credits, 0),
    throttled: calls.filter(({ status }) => status === 429).length,
  };
}

/**
 * The number of calls that had to wait for one another: the longest chain in which each call started after the answer
 * to the one before.
 */
export function roundTrips(calls: readonly CallSeen[]): number {
  let trips = 0;
  let free = -Infinity;
  for (const { at, answeredAt } of calls.toSorted((a, b) => a.answeredAt - b.answeredAt)) {
    if (at < free) continue;
    trips += 1;
    free = answeredAt;
  }
  return trips;
}
