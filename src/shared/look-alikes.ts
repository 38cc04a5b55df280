/**
 * Letters that look like a Latin one, capitals by capitals and small letters by small letters. Source: the pairs of
 * Latin, Greek and Cyrillic letters and of digits in Unicode's confusables (UTS #39). NFKC replaces full-width letters
 * and ligatures before.
 */
const LOOKS: Readonly<Record<string, string>> = {
  A: 'ΑА',
  B: 'ΒВ',
  C: 'СϹ',
  E: 'ΕЕ',
  F: 'Ϝ',
  G: 'Ԍ',
  H: 'ΗН',
  J: 'ЈͿ',
  K: 'ΚК',
  M: 'ΜМϺ',
  N: 'Ν',
  O: 'ΟО0',
  P: 'ΡР',
  Q: 'Ԛ',
  S: 'Ѕ',
  T: 'ΤТ',
  V: 'Ѵ',
  W: 'Ԝ',
  X: 'ΧХ',
  Y: 'ΥҮУ',
  Z: 'Ζ',
  a: 'αа',
  b: 'Ьƅ',
  c: 'сϲ',
  d: 'ԁ',
  e: 'еҽ',
  f: 'ẝ',
  g: 'ɡ',
  h: 'һ',
  i: 'ιіıɩӏ',
  j: 'јϳ',
  l: 'IΙІӀ1|ǀ',
  o: 'οоσ',
  p: 'ρр',
  q: 'ԛ',
  r: 'г',
  s: 'ѕ',
  u: 'υʋ',
  v: 'νѵ',
  w: 'ԝ',
  x: 'х',
  y: 'уγү',
};

const LATIN: ReadonlyMap<string, string> = new Map(
  Object.entries(LOOKS).flatMap(([latin, others]) => Array.from(others, (other) => [other, latin] as const)),
);

/** Spaces, hyphens, dots and underscores, and invisible characters. */
const LEFT_OUT = /[\p{White_Space}\p{Pd}\p{Default_Ignorable_Code_Point}\p{Cc}\u2800._\u00B7\u2024\u2212]/gu;

/**
 * The two keys of a name: its text without regard to case, and its looks. Names that share a key look alike. One key is
 * not enough, because a capital and its small letter can look like two different letters: `Ν` like N and `ν` like v.
 */
function keysOf(name: string): readonly [read: string, look: string] {
  const plain = name.normalize('NFKC').replaceAll(LEFT_OUT, '');
  // A name that has nothing else counts whole.
  const base = plain === '' ? name : plain;
  const look = Array.from(base.normalize('NFD'), (letter) => LATIN.get(letter) ?? letter).join('');
  return [folded(base), folded(look)];
}

/** Case folding by way of the capitals: `ß` is SS, the final sigma a sigma. */
function folded(text: string): string {
  return text.toLowerCase().toUpperCase().toLowerCase().normalize('NFC');
}

/**
 * Groups of names in one list that look alike, each as ascending positions in the list. Names that look like no other
 * are in no group. Names look alike when they are equal after NFKC, case folding and confusable letters, without
 * spaces, hyphens, dots and underscores. Edit distance does not count: "Trade show 2025" and "Trade show 2026" are two
 * names.
 */
export function lookAlikes(names: readonly string[]): number[][] {
  const groupOf: number[] = [];
  const byKey = new Map<string, number>();
  for (const [position, name] of names.entries()) {
    const [read, look] = keysOf(name);
    const keys = [`read ${read}`, `look ${look}`];
    const found = new Set(keys.flatMap((key) => byKey.get(key) ?? []));
    const [group = position, ...others] = [...found].toSorted((a, b) => a - b);
    groupOf.push(group);
    // The name joins groups that had nothing in common until now.
    for (const other of others) for (const [at, of] of groupOf.entries()) if (of === other) groupOf[at] = group;
    for (const [key, of] of others.length > 0 ? byKey : []) if (others.includes(of)) byKey.set(key, group);
    for (const key of keys) byKey.set(key, group);
  }
  const groups = new Map<number, number[]>();
  for (const [position, group] of groupOf.entries()) groups.set(group, [...(groups.get(group) ?? []), position]);
  return [...groups.values()].filter((group) => group.length > 1);
}
