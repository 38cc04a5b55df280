import type { CrxPlugin } from '@crxjs/vite-plugin';
import { FORM_SEPARATOR, FORMS, NAMES, SEPARATOR, STEM_END, TEXTS } from '../src/shared/packed-messages.ts';
import { categoriesOf, pluralOf, pluralStems } from './locales/expected-keys.ts';
import { type Messages, readMessages, shownMessages, TRANSLATIONS } from './locales/messages-file.ts';

/**
 * Writes the languages of a build in the form that `src/shared/packed-messages.ts` reads, and puts that file in the
 * place of `browser-messages.ts`. The development server keeps the messages of `public/_locales` as they are.
 */
export function packedLocales(manifest: object): CrxPlugin {
  const whole = manifestKeys(manifest);
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
    generateBundle() {
      for (const language of ['en', ...TRANSLATIONS] as const) {
        const source = packedMessages(shownMessages(language), whole, language === 'en');
        this.emitFile({ type: 'asset', fileName: `_locales/${language}/messages.json`, source });
      }
    },
  };
}

/** The keys that the browser reads for the manifest. They stay messages of their own. */
export function manifestKeys(manifest: object): readonly string[] {
  return [...JSON.stringify(manifest).matchAll(/__MSG_(\w+)__/g)].map(([, key = '']) => key);
}

/** The text of a language's `messages.json` in a build. `whole` are keys that stay messages of their own. */
export function packedMessages(messages: Messages, whole: readonly string[], withNames: boolean): string {
  const entries: [string, string][] = [
    ...whole.map((key): [string, string] => [key, messages.get(key) ?? '']),
    ...(withNames ? [[NAMES, packedNames().join(SEPARATOR)] satisfies [string, string]] : []),
    [
      TEXTS,
      packedNames()
        .map((name) => packedText(name, messages))
        .join(SEPARATOR),
    ],
  ];
  return JSON.stringify(Object.fromEntries(entries.map(([key, message]) => [key, { message }])));
}

/** Keys in the order of English, with one name for all forms of a plural. */
function packedNames(): readonly string[] {
  const keys = [...readMessages('en').keys()];
  const stems = pluralStems(keys);
  const names = keys.map((key) => {
    const plural = pluralOf(key, stems);
    return plural === null ? key : `${plural.stem}${STEM_END}`;
  });
  return [...new Set(names)];
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
