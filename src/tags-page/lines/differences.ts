/** The differences between look-alike names. */
export const DIFFERENCES = ['case', 'letters', 'dots', 'hyphens', 'underscores', 'spaces', 'end', 'start'] as const;
export type Difference = (typeof DIFFERENCES)[number];

const DOTS = /[.\u00B7\u2024]/gu;
const HYPHENS = /[\p{Pd}\u2212]/gu;
const SPACES = /[\p{White_Space}\u2800]/gu;
const SEPARATORS = /[.\u00B7\u2024\p{Pd}\u2212_\p{White_Space}\u2800\p{Default_Ignorable_Code_Point}\p{Cc}]/gu;

/** The kinds of differences in a group of names; empty if they differ only in invisible characters. */
export function differences(names: readonly string[]): readonly Difference[] {
  const letters = names.map((name) => name.replaceAll(SEPARATORS, ''));
  const folded = letters.map((name) => name.toLowerCase());
  const isSo: Readonly<Record<Difference, boolean>> = {
    case: distinct(letters) > distinct(folded),
    letters: distinct(folded) > 1,
    dots: differ(names, DOTS),
    hyphens: differ(names, HYPHENS),
    underscores: differ(names, /_/g),
    spaces: differ(
      names.map((name) => name.trim()),
      SPACES,
    ),
    end: names.some((name) => name !== name.trimEnd()),
    start: names.some((name) => name !== name.trimStart()),
  };
  return DIFFERENCES.filter((difference) => isSo[difference]);
}

function differ(names: readonly string[], sign: RegExp): boolean {
  return distinct(names.map((name) => String(name.match(sign)?.length ?? 0))) > 1;
}

function distinct(texts: readonly string[]): number {
  return new Set(texts).size;
}
