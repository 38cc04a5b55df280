import type { Messages } from './messages-file.ts';

const PLAIN = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const ACCENTED = 'åƀçđéƒğĥîĵķļɱñöþǫřšţûṽŵẋýžÅƁÇĐÉƑĞĤÎĴĶĻṀÑÖÞǪŘŠŢÛṼŴẊÝŽ';

/** Texts that stay, because they are no words: arguments for `Intl`, and a name whose length Chrome limits. */
const KEPT: ReadonlySet<string> = new Set(['language_tag', 'app_short']);
const LENGTHENED = 1.4;

/**
 * A text that stands for every language: accented, 40 % longer by words that are longer themselves, and in brackets
 * that show whether its ends are visible. Placeholders stay, and so does white space at the ends.
 */
export function pseudo(message: string): string {
  const [, before = '', text = '', after = ''] = /^(\s*)(.*?)(\s*)$/s.exec(message) ?? [];
  if (!/\p{Letter}/u.test(text.replaceAll(/\{\w+\}/g, ''))) return message;
  const longer = text
    .split(/(\{\w+\})/)
    .map((piece) => (piece.startsWith('{') ? piece : accent(piece)))
    .join('');
  const short = Math.max(0, Math.ceil(message.length * LENGTHENED) - longer.length - 2);
  return `${before}[${longer}${'~'.repeat(short)}]${after}`;
}

/** The English texts in the pseudo-locale. */
export function pseudoMessages(english: Messages): Messages {
  return new Map([...english].map(([key, message]) => [key, KEPT.has(key) ? message : pseudo(message)]));
}

/** Other letters, and vowels twice. */
function accent(text: string): string {
  return text.replaceAll(/[A-Za-z]/g, (letter) => {
    const other = ACCENTED.charAt(PLAIN.indexOf(letter));
    return /[aeiou]/i.test(letter) ? other + other : other;
  });
}
