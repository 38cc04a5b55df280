/**
 * How long Zoho asks to wait, in milliseconds: `Retry-After` in seconds or as a date, else `details.retry_after` in
 * seconds. Neither is documented; both are obeyed where they appear. `now` is the answer's own `Date`, because this
 * computer's clock may be wrong.
 */
export function retryAfterMs(header: string | null, fromDetails: unknown, now: number): number | undefined {
  return fromHeader(header, now) ?? seconds(fromDetails);
}

function fromHeader(header: string | null, now: number): number | undefined {
  if (header === null) return undefined;
  const inSeconds = seconds(header.trim());
  if (inSeconds !== undefined) return inSeconds;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

function seconds(value: unknown): number | undefined {
  if (typeof value !== 'number' && (typeof value !== 'string' || value === '')) return undefined;
  const number = Number(value);
  return Number.isFinite(number) && number >= 0 ? Math.ceil(number * 1000) : undefined;
}
