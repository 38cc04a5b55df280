import type { CrxPlugin } from '@crxjs/vite-plugin';
import { FORM_SEPARATOR, FORMS, NAMES, SEPARATOR, STEM_END, TEXTS } from '../src/shared/packed-messages.ts';
import { categoriesOf, pluralOf, pluralStems } from './locales/expected-keys.ts';
import { type Messages, readMessages, shownMessages, TRANSLATIONS } from './locales/messages-file.ts';
import { namesIn, withNumbers } from './numbered-keys.ts';
import { shortCodes } from './short-codes.ts';
import { similarFirst } from './similar-first.ts';

/**
 * Writes the languages of a build in the form that `src/shared/packed-messages.ts` reads, and puts that file in the
 * place of `browser-messages.ts`. The development server keeps the messages of `public/_locales` as they are.
 */
export function packedLocales(manifest: object): CrxPlugin {
  const names = packedNames();
  const left = new Set<string>();
  return {
    name: 'untag:packed-locales',
    apply: 'build',
    enforce: 'pre',
    resolveId: {
      filter: { id: /\/browser-messages\.ts$/ },
      handler(source, importer) {
        return this.resolve(source.replace('browser-messages', 'packed-messages'), importer);
      },
    },
    transform: {
      filter: { id: /\/src\/.*\.tsx?$/ },
      handler(code, id) {
        const numbered = withNumbers(id, code, names);
        for (const name of namesIn(numbered, names)) left.add(name);
        return numbered;
      },
    },
    generateBundle() {
      const kept = names.map((name) => (left.has(name) ? name : name.endsWith(STEM_END) ? STEM_END : ''));
      for (const language of ['en', ...TRANSLATIONS] as const) {
        const messages = shownMessages(language);
        const source = packedMessages(messages, manifestKeys(manifest), language === 'en' ? kept : null);
        this.emitFile({ type: 'asset', fileName: `_locales/${language}/messages.json`, source });
      }
    },
  };
}

/** The keys that the browser reads for the manifest. They stay messages of their own. */
export function manifestKeys(manifest: object): readonly string[] {
  return [...JSON.stringify(manifest).matchAll(/__MSG_(\w+)__/g)].map(([, key = '']) => key);
}

/**
 * The text of a language's `messages.json` in a build. `whole` are keys that stay messages of their own; `names` is
 * null for every language but English.
 */
export function packedMessages(messages: Messages, whole: readonly string[], names: readonly string[] | null): string {
  const { letters, texts: coded } = shortCodes(packedNames().map((name) => packedText(name, messages)));
  const entries: readonly (readonly [key: string, message: string])[] = [
    ...whole.map((key) => [key, messages.get(key) ?? ''] as const),
    ...(names === null ? [] : [[NAMES, names.join(SEPARATOR)] as const]),
    [TEXTS, [letters, ...coded].join(SEPARATOR)],
  ];
  return JSON.stringify(Object.fromEntries(entries.map(([key, message]) => [key, { message }])));
}

let order: readonly string[] | undefined;

/** The names in the order of the texts: one for each key, and one for all forms of a plural. */
export function packedNames(): readonly string[] {
  order ??= orderOf(readMessages('en').keys());
  return order;
}

function orderOf(keys: Iterable<string>): readonly string[] {
  const english = [...keys];
  const stems = pluralStems(english);
  const names = english.map((key) => {
    const plural = pluralOf(key, stems);
    return plural === null ? key : `${plural.stem}${STEM_END}`;
  });
  const languages = (['en', ...TRANSLATIONS] as const).map(shownMessages);
  return similarFirst(
    new Map(names.map((name) => [name, languages.map((messages) => packedText(name, messages)).join(SEPARATOR)])),
  );
}

function packedText(name: string, messages: Messages): string {
  if (!name.endsWith(STEM_END)) return checked(name, messages.get(name) ?? '');
  const categories = categoriesOf(messages.get('language_tag') ?? 'en');
  const other = messages.get(`${name}other`) ?? '';
  const forms = FORMS.map((category) => {
    const message = categories.includes(category) ? checked(name, messages.get(`${name}${category}`) ?? '') : '';
    return category !== 'other' && message === other ? '' : message;
  });
  return forms.join(FORM_SEPARATOR).replace(/\^+$/, '');
}

function checked(name: string, message: string): string {
  const separator = [SEPARATOR, FORM_SEPARATOR].find((each) => message.includes(each));
  if (separator !== undefined)
    throw new Error(`The text of ${name} has a ${separator}, which separates texts in a build.`);
  return message;
}
