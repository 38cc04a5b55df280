import type { Context } from '../http.ts';
import type { Org } from '../world/org.ts';

const DAY = 24 * 3_600_000;
const SLOT = 60_000;

/** An org's use of credits in a rolling day, by the minute. */
interface Ledger {
  slots: Map<number, number>;
}

export interface CreditState {
  quota: number;
  used: number;
  remaining: number;
}

/** Credits for `ids` records of a tag action: 1 for each started 50. Source: Zoho docs v8, api-limits. */
export function tagActionCredits(ids: number): number {
  return Math.max(1, Math.ceil(ids / 50));
}

function ledgerOf(context: Context, org: Org): Ledger {
  return context.memory<Ledger>(`credits/${org.key}`, () => ({ slots: new Map() }));
}

/** Credits of an org over the last 24 simulated hours. */
export function creditState(context: Context, org: Org): CreditState {
  const ledger = ledgerOf(context, org);
  const oldest = context.clock.now() - DAY;
  let used = 0;
  for (const [slot, credits] of ledger.slots) {
    if (slot < oldest) ledger.slots.delete(slot);
    else used += credits;
  }
  const quota = context.switches.credits ?? org.credits;
  return { quota, used, remaining: Math.max(0, quota - used) };
}

/** Books credits. Tests also use it to bring an org near its limit. */
export function useCredits(context: Context, org: Org, credits: number): void {
  const { slots } = ledgerOf(context, org);
  const slot = Math.floor(context.clock.now() / SLOT) * SLOT;
  slots.set(slot, (slots.get(slot) ?? 0) + credits);
}

/** `X-API-CREDITS-REMAINING`, which Zoho sends only from half of the quota on. Source: Zoho docs v8, api-limits. */
export function creditHeaders(context: Context, org: Org): Record<string, string> {
  const { quota, used, remaining } = creditState(context, org);
  return used >= quota * context.switches.creditsHeaderFrom ? { 'x-api-credits-remaining': String(remaining) } : {};
}
