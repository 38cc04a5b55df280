import { describe, expect, test } from 'vitest';
import { pluralStems } from './expected-keys.ts';
import { formatFaults, keyFaults, listFaults, placeholderFaults, unusedKeys, untranslated } from './faults.ts';
import { productUsage } from './key-usage.ts';
import { laggingKeys, readMessages, type Translation, TRANSLATIONS } from './messages-file.ts';
import { typographyFaults } from './typography.ts';

const english = readMessages('en');

/** Zoho's API console is in English, so the names of its buttons and fields are not translated. */
const OF_THE_CONSOLE = /^conn_(z_\w+|way_self)$/;

/** Names and codes that read the same everywhere, and words that a language shares with English. */
const SAME: Readonly<Record<Translation, readonly RegExp[]>> = {
  de: [
    OF_THE_CONSOLE,
    /^(connect_dc|conn_region|find_tag|page_tags|col_tag|tags_table|sort_name|new_name|colour_orange|csv_blueprints|csv_orchestrations)$/,
    /^(app_short|csv|csv_name|csv_link|env_sandbox|dc_(short_\w+|in|cn|jp)|opt_theme_system|rep_doc_title)$/,
    /^(confirm_tags|rep_col_tags|n_tags_\w+|tags_status_\w+|perm_tags_where|rn_done_modules|tip_cleanup_done|cl_in_module)$/,
  ],
  ja: [OF_THE_CONSOLE, /^(app_name|app_short|csv|dc_short_\w+|opt_save_name)$/],
  ar: [OF_THE_CONSOLE, /^(app_short|csv|dc_short_\w+|opt_save_name|tip_cleanup_done|cl_in_module)$/],
};

describe('English', () => {
  test('every text is used', () => {
    expect(unusedKeys(english, productUsage())).toEqual([]);
  });

  test('every text that the manifest names is there', () => {
    const named = [...productUsage().names].filter((name) => /^(app|action)_/.test(name));
    expect(named.filter((name) => !english.has(name))).toEqual([]);
    expect(named.length).toBeGreaterThan(3);
  });

  test('a text of a plural has both forms', () => {
    expect(pluralStems(english.keys()).size).toBeGreaterThan(50);
    expect(keyFaults(english, english, 'en')).toEqual([]);
    expect(placeholderFaults(english, english)).toEqual([]);
  });

  test('every text that translations may lag behind is there', () => {
    expect(listFaults(english, laggingKeys())).toEqual([]);
  });

  test('Chrome can read it', () => {
    expect(formatFaults(english)).toEqual([]);
  });

  test('it is set as the others are, without words that say nothing', () => {
    expect(typographyFaults(english, english, 'en')).toEqual([]);
  });
});

describe.each(TRANSLATIONS)('%s', (language) => {
  const messages = readMessages(language);

  test('no text is missing, none is left over, every plural has its categories', () => {
    expect(keyFaults(english, messages, language, laggingKeys())).toEqual([]);
  });

  test('placeholders are those of English', () => {
    expect(placeholderFaults(english, messages)).toEqual([]);
  });

  test('nothing is left in English', () => {
    expect(untranslated(english, messages, SAME[language])).toEqual([]);
  });

  test('Chrome can read it', () => {
    expect(formatFaults(messages)).toEqual([]);
  });

  test('it is set as the language asks', () => {
    expect(typographyFaults(english, messages, language)).toEqual([]);
  });

  test('its tag is one that Intl knows', () => {
    expect(Intl.NumberFormat.supportedLocalesOf(messages.get('language_tag') ?? '')).toEqual([language]);
  });
});
