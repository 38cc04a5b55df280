import type { CleanupOffer, OfferRequest } from '../shared/messages.ts';
import { type FinderTerms, offersFor } from '../runs/select/finders.ts';
import { MOST_READ } from '../zoho/limits.ts';
import type { FreshCounts } from '../tags/fresh-counts.ts';

/** The ports of an offer. */
export interface OfferPorts {
  /** The facts of the connection. Throws `signed-out` when it is gone. */
  terms(connectionId: string): Promise<FinderTerms>;
  /** The counts of each step's tags. Throws `signed-out`. */
  counts(request: OfferRequest): Promise<FreshCounts>;
  /** The number of records in a module; null if unknown. */
  records(connectionId: string, module: string): Promise<number | null>;
}

/**
 * How the records with these tags would be found in each module, and the cost of removing the tags from all of them, or
 * of replacing them.
 * Throws `signed-out`, `storage-broken`, `storage-full`.
 */
export async function offer(ports: OfferPorts, request: OfferRequest): Promise<CleanupOffer> {
  const { connectionId, steps } = request;
  const terms = await ports.terms(connectionId);
  // The tag that stays is counted last.
  const counting = steps.map(({ module, tagIds, stays }) => ({
    module,
    tagIds: [...tagIds, ...(stays ? [stays] : [])],
  }));
  const counts = await ports.counts({ connectionId, steps: counting });
  const records = await Promise.all(steps.map(({ module }) => ports.records(connectionId, module)));
  const facts = steps.map(({ tagIds, stays }, n) => {
    const counted = counts.records[n]?.map((count) => count?.n ?? null) ?? [];
    return {
      counted: counted.slice(0, tagIds.length),
      records: records[n] ?? null,
      ...(stays !== undefined && {
        stays: { isNew: stays === null, counted: stays === null ? 0 : (counted[tagIds.length] ?? null) },
      }),
    };
  });
  return {
    steps: offersFor(facts, terms).map((step, n) => {
      const dates = counts.records[n]?.flatMap((count) => count?.at ?? []) ?? [];
      return {
        ...step,
        module: steps[n]?.module ?? '',
        counted: facts[n]?.counted ?? [],
        countedAt: dates.length === 0 ? null : Math.min(...dates),
      };
    }),
    canSearch: terms.canSearch,
    reach: MOST_READ,
    asked: counts.asked,
    spent: counts.spent,
    creditsLeft: counts.left,
  };
}
