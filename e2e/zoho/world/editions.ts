/** Editions as `license_details.paid_type` names them. Source: Zoho docs v8, org and api-limits. */
export type Edition =
  | 'free'
  | 'standard'
  | 'professional'
  | 'enterprise'
  | 'ultimate'
  | 'crmplus'
  | 'zohooneenterprise';

export interface EditionLimits {
  /** Calls at once per org and app. */
  concurrency: number;
  /** Credits of a rolling day: base + perUser × users, at most `cap`. */
  credits: { base: number; perUser: number; cap: number };
  tagsPerRecord: number;
  tagsPerModule: number;
}

function limits(
  concurrency: number,
  base: number,
  perUser: number,
  cap: number,
  tagsPerRecord: number,
  tagsPerModule: number,
): EditionLimits {
  return { concurrency, credits: { base, perUser, cap }, tagsPerRecord, tagsPerModule };
}

/** Zoho docs v8, api-limits; tags per record and module: Zoho help, tagging. The free edition's tag limits are inferred. */
export const EDITIONS: Record<Edition, EditionLimits> = {
  free: limits(5, 5_000, 0, 5_000, 5, 20),
  standard: limits(10, 50_000, 250, 100_000, 5, 20),
  professional: limits(15, 50_000, 500, 3_000_000, 10, 60),
  enterprise: limits(20, 50_000, 1_000, 5_000_000, 10, 100),
  ultimate: limits(25, 50_000, 2_000, Infinity, 10, 200),
  crmplus: limits(25, 50_000, 2_000, Infinity, 10, 200),
  zohooneenterprise: limits(20, 50_000, 1_000, 5_000_000, 10, 100),
};

/** Credits that an org of that edition has in 24 hours. */
export function creditsOf(edition: Edition, users: number): number {
  const { base, perUser, cap } = EDITIONS[edition].credits;
  return Math.min(base + perUser * users, cap);
}
