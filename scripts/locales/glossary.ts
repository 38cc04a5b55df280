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
  { word: /\breplaced? by\b/i, instead: 'replace with' },
  { word: /\bmerged? with\b/i, instead: 'merge into' },
  { word: /\bclient id\b/, instead: 'client ID' },
  { word: /\bleft in the last\b/i, instead: 'left' },
  { word: /\bin some (?:minutes|seconds|hours)\b/i, instead: 'in a few minutes' },
];

/** Texts for users outside the messages. Their parts for admins and developers, which begin at that line, have words of their own. */
export const USER_PAGES: readonly (readonly [file: string, end: string | null])[] = [
  ['README.md', '## See it work'],
  ['docs/store/listing.md', '## Pictures'],
  ['docs/store/privacy-policy.md', null],
  ['docs/permissions.md', null],
  ['docs/connecting.md', '## For a company'],
];

/** The sentences of a page in Markdown, by line. Code and addresses are no words. */
export function sentencesOf(page: string, end: string | null): Messages {
  const place = end === null ? page.length : page.indexOf(end);
  if (place === -1) throw new Error(`No line “${end}”`);
  const read = page.slice(0, place);
  const prose = read.replaceAll(/```[^]*?```|`[^`\n]*`|\]\([^)]*\)/g, '…');
  // Zoho's window has a box to tick, whose words are quoted.
  const lines = prose.split('\n').map((line) => line.replaceAll(/tick(?:ed)? (?=\W*for the entire)/gi, ''));
  return new Map(lines.map((line, n) => [`line ${n + 1}`, line]));
}

/** Texts that contain an avoided word, with the word and its replacement. Names of placeholders do not count. */
export function glossaryFaults(messages: Messages): string[] {
  return [...messages].flatMap(([key, message]) => {
    const said = message.replaceAll(/\{\w+\}/g, '{}');
    return BANNED.filter(({ word, except }) => word.test(said) && except?.test(key) !== true).map(
      ({ word, instead }) => `${key} has “${word.exec(said)?.[0] ?? ''}” for ${instead}`,
    );
  });
}
