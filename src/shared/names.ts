import { direction } from './i18n.ts';

/** Most characters of a name in a sentence or a list: about two lines of the popup. */
const LONGEST = 120;
/** The same in a tooltip, which has room for longer names. */
export const LONGEST_TITLE = 500;

/** Scripts in which a joiner between two letters is part of how the word is spelt. */
const JOINED =
  'Arabic Syriac Mongolian Devanagari Bengali Gurmukhi Gujarati Oriya Tamil Telugu Kannada Malayalam Sinhala Khmer Myanmar'
    .split(' ')
    .map((script) => `\\p{Script=${script}}`)
    .join('');

/** Joiners of those scripts, and the characters that hold an emoji together. */
const SPELT = [
  `(?<=[${JOINED}])[\\u200C\\u200D](?=[${JOINED}])`,
  '(?<=[\\p{Extended_Pictographic}\\p{Emoji_Modifier}\\uFE0F])\\u200D(?=\\p{Extended_Pictographic})',
  '(?<=\\p{Extended_Pictographic})\\uFE0F',
  '(?<=[0-9#*])\\uFE0F(?=\\u20E3)',
].join('|');

/**
 * Characters that show nothing, or change the position of others: controls, controls of direction, zero-width and
 * filler characters, halves of surrogate pairs. Source: Unicode, Default_Ignorable_Code_Point and the general
 * categories.
 */
const UNSEEN = '[\\p{Default_Ignorable_Code_Point}\\p{Cc}\\p{Zl}\\p{Zp}\\p{Cs}\\uFFF9-\\uFFFB\\u2800]';

const SPELT_OR_UNSEEN = new RegExp(`(${SPELT})|${UNSEEN}`, 'gu');

/** Spaces that a page would collapse: at either end, and next to another one. */
const SWALLOWED = /^\p{Zs}+|\p{Zs}+$|\p{Zs}{2,}/gu;

/** More marks on one letter than any script uses would cover the lines around it. */
const STACKED = /(\p{M}{4})\p{M}+/gu;

const PLAIN = /^[\x21-\x7e]+(?: [\x21-\x7e]+)*$/;

/** Letters that are written from right to left. Source: Unicode, blocks with bidi class R and AL. */
const RIGHT_TO_LEFT = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;

const FIRST_STRONG_ISOLATE = '\u2068';
const POP_ISOLATE = '\u2069';

/**
 * A name from Zoho or from a page, as people may see it. Invisible characters become their code (`[U+200B]`), collapsed
 * spaces become `␣`, and the whole is at most `most` characters. It is for an element of its own that isolates its
 * direction ({@link Name} of `ui/rich-text.tsx`); plain text takes {@link shownName}.
 */
export function visibleName(name: string, most = LONGEST): string {
  if (name.length <= most && PLAIN.test(name)) return name;
  // Cut first: a hostile answer may hold megabytes.
  const short = Array.from(name.slice(0, 2 * most + 2));
  const cut = short.length > most ? `${short.slice(0, most - 1).join('')}…` : short.join('');
  return cut
    .replaceAll(SPELT_OR_UNSEEN, (found, spelt: string | undefined) => spelt ?? code(found))
    .replaceAll(STACKED, '$1')
    .replaceAll(SWALLOWED, (spaces) => '␣'.repeat(spaces.length));
}

/**
 * The same for plain text: sentences, tooltips, notifications, menus. A name that could move the words around it is
 * isolated from them.
 */
export function shownName(name: string, most = LONGEST): string {
  const visible = visibleName(name, most);
  if (visible === '' || (direction() === 'ltr' && !RIGHT_TO_LEFT.test(visible))) return visible;
  return FIRST_STRONG_ISOLATE + visible + POP_ISOLATE;
}

/** The tooltip of a name that may not fit on two lines. */
export function longTitle(name: string): string | undefined {
  return name.length > 60 ? shownName(name, LONGEST_TITLE) : undefined;
}

function code(character: string): string {
  return `[U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`;
}
