const DIGIT = /\p{Nd}/u;

/** The text with the digits of every script as 0 to 9. In Unicode the ten digits of a script follow each other from zero on. */
export function asciiDigits(text: string): string {
  return text.replaceAll(/\p{Nd}/gu, (digit) => {
    let code = digit.codePointAt(0) ?? 0;
    let value = -1;
    for (; DIGIT.test(String.fromCodePoint(code)); code -= 1) value += 1;
    return `${value % 10}`;
  });
}
