import type { Named, RecordRow } from './types.ts';

/**
 * The sent names, including those of one more call. A tag that this call names differently has lost its earlier name.
 */
export function withNamed(earlier: readonly Named[] = [], call: readonly Named[] = []): readonly Named[] {
  const isAgain = (one: Named) => call.some(({ tag, name }) => tag === one.tag && name === one.name);
  const isOther = (one: Named) => call.some(({ tag }) => tag === one.tag);
  const others = earlier.filter((one) => !isAgain(one));
  return [...others.map((one) => (isOther(one) ? past(one) : one)), ...call];
}

/** The sent names as plain strings. */
export function namesAsked(named: readonly Named[] = []): readonly string[] {
  return named.map(({ name }) => name);
}

/**
 * The record after its sent names were compared with the current names. `nameOf` takes a tag's position; it returns
 * null for a deleted tag and undefined for an unknown name.
 */
export function withNamesChecked(row: RecordRow, nameOf: (tag: number) => string | null | undefined): RecordRow {
  const { doubt } = row;
  if (doubt?.named === undefined) return row;
  const isPast = ({ tag, name }: Named) => {
    const now = nameOf(tag);
    return now !== undefined && now !== name;
  };
  return { ...row, doubt: { ...doubt, named: doubt.named.map((one) => (isPast(one) ? past(one) : one)) } };
}

function past(one: Named): Named {
  return { ...one, isPast: true };
}
