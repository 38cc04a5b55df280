const ORDER = ['zero', 'one', 'two', 'few', 'many', 'other'] as const;
export type Category = (typeof ORDER)[number];

/** Pairs of keys that end like plurals but are two separate texts, read by their full names. */
const NO_PLURALS: ReadonlySet<string> = new Set(['noun']);

/** The plural categories of a language, by `Intl.PluralRules`. */
export function categoriesOf(language: string): readonly Category[] {
  const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
  return ORDER.filter((category) => pluralCategories.includes(category));
}

/** The stems of English keys that have one text for each plural category. */
export function pluralStems(english: Iterable<string>): ReadonlySet<string> {
  const keys = new Set(english);
  const stems = [...keys].filter((key) => key.endsWith('_one')).map((key) => key.slice(0, -'_one'.length));
  return new Set(stems.filter((stem) => keys.has(`${stem}_other`) && !NO_PLURALS.has(stem)));
}

/** A key's stem and category, where it is one text of a plural. */
export function pluralOf(key: string, stems: ReadonlySet<string>): { stem: string; category: Category } | null {
  const [, stem = '', category = ''] = /^(\w+)_([a-z]+)$/.exec(key) ?? [];
  const known = ORDER.find((each) => each === category);
  return known !== undefined && stems.has(stem) ? { stem, category: known } : null;
}

/** The keys that a language must have, no more and no fewer, in the order of the English ones. */
export function expectedKeys(english: Iterable<string>, language: string): readonly string[] {
  const keys = [...english];
  const stems = pluralStems(keys);
  const categories = categoriesOf(language);
  const expected = keys.flatMap((key) => {
    const plural = pluralOf(key, stems);
    return plural === null ? [key] : categories.map((category) => `${plural.stem}_${category}`);
  });
  return [...new Set(expected)];
}
