import type { Messages } from './messages-file.ts';

/** A word that Untag's texts avoid, and its replacement. */
interface Banned {
  readonly word: RegExp;
  readonly instead: string;
  /** Texts in which it has another meaning, because they quote another's words. */
  readonly except?: RegExp;
}

/** The developers' words, which are not the users' words. Only whole words match. */
export const BANNED: readonly Banned[] = [
  { word: /\bruns?\b(?! out\b)/i, instead: 'removal, History' },
  { word: /\bcarr(?:y|ies|ied|ying)\b/i, instead: 'have' },
  { word: /\b(?:go|goes|going|went|gone) on\b/i, instead: 'continue' },
  { word: /\bbasket\b/i, instead: 'your list' },
  // Zoho’s window has a box to tick, and nothing else has.
  {
    word: /\btick(?:s|ed|ing)?\b/i,
    instead: 'select, choose',
    except: /^(?:consent|conn)_|^(?:err_signin_hint|connect_do)$/,
  },
  { word: /\bpick(?:s|ed|ing)?\b/i, instead: 'choose' },
  { word: /\bmay not\b/i, instead: 'can’t' },
  { word: /\bput(?:s|ting)?\b(?: [\w{}]+){0,3} back\b/i, instead: 'restore' },
  { word: /\b(?:take|takes|taken|took) (?:[\w{}]+ )?off\b/i, instead: 'remove' },
  { word: /\banew\b/i, instead: 'again' },
  { word: /\btogether\b/i, instead: 'total' },
  { word: /\b(?:leave|leaves|leaving|left) (?:it |them )?out\b/i, instead: 'skip' },
  { word: /\btake(?:s|n)? in\b/i, instead: 'include' },
  { word: /\bby (?:itself|themselves)\b/i, instead: 'automatically' },
  { word: /\bretr(?:y|ies|ied|ying)\b/i, instead: 'try again' },
  { word: /\bdata cent(?:re|er)s?\b/i, instead: 'region' },
  { word: /\b(?:replace|replaced) by\b/i, instead: 'replace with' },
  { word: /\bclient id\b/, instead: 'client ID' },
  { word: /\bleft in the last\b/i, instead: 'left' },
  { word: /\bin some (?:minutes|seconds|hours)\b/i, instead: 'in a few minutes' },
];

/** Texts that contain an avoided word, with the word and its replacement. Names of placeholders do not count. */
export function glossaryFaults(messages: Messages): string[] {
  return [...messages].flatMap(([key, message]) => {
    const said = message.replaceAll(/\{\w+\}/g, '{}');
    return BANNED.filter(({ word, except }) => word.test(said) && except?.test(key) !== true).map(
      ({ word, instead }) => `${key} has “${word.exec(said)?.[0] ?? ''}” for ${instead}`,
    );
  });
}
