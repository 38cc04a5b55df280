/** Zoho's documented life of an access token, for answers that do not say it. Source: Zoho docs v8, token-validity. */
const USUAL_MS = 3_600_000;
const LONGEST_SECONDS = 86_400;

/**
 * Life of a token in milliseconds. `expires_in_sec` wins over `expires_in`, which older answers of Zoho give in
 * milliseconds. A token that says it is dead on arrival is believed; one that says nothing readable has the usual hour.
 */
export function tokenLifeMs(expiresIn: unknown, expiresInSec: unknown): number {
  for (const value of [expiresInSec, expiresIn]) {
    const amount = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
    if (typeof amount === 'number' && Number.isFinite(amount) && amount >= 0)
      return amount > LONGEST_SECONDS ? Math.min(amount, LONGEST_SECONDS * 1000) : amount * 1000;
  }
  return USUAL_MS;
}
