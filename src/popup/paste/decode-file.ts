import { isIdHeader } from './headers.ts';

/** The faults of a file: no text, too large, or empty. */
export type FileProblem = 'not-text' | 'too-big' | 'empty';

/**
 * The largest file that is read, in bytes. It has room for many times the records that Zoho lets an app read of a view.
 */
export const MOST_BYTES = 50_000_000;

/** The code page in which Windows' Excel writes CSV files, by language. */
const CODE_PAGES: Readonly<Record<string, string>> = {
  ja: 'shift_jis',
  zh: 'gb18030',
  'zh-TW': 'big5',
  'zh-HK': 'big5',
  ko: 'euc-kr',
  th: 'windows-874',
  ...byLanguage('windows-1250', 'cs hr hu pl ro sk sl'),
  ...byLanguage('windows-1251', 'bg mk ru sr uk'),
  el: 'windows-1253',
  tr: 'windows-1254',
  he: 'windows-1255',
  ...byLanguage('windows-1256', 'ar fa ur'),
  ...byLanguage('windows-1257', 'et lt lv'),
  vi: 'windows-1258',
};

function byLanguage(page: string, languages: string): Record<string, string> {
  return Object.fromEntries(languages.split(' ').map((language) => [language, page]));
}

/** First bytes of files without text: workbooks and archives, old workbooks, PDF, pictures. */
const NO_TEXT = ['504b0304', 'd0cf11e0', '25504446', '89504e47', 'ffd8ff'];

/**
 * The text of a file from a spreadsheet. Its encoding follows from its byte order mark, else it is UTF-8 if valid, else
 * the code page that reveals the name of an id column, else that of the first of `languages`.
 */
export function decodedFile(
  bytes: Uint8Array,
  languages: readonly string[],
): { readonly text: string } | { readonly problem: FileProblem } {
  if (bytes.length === 0) return { problem: 'empty' };
  if (bytes.length > MOST_BYTES) return { problem: 'too-big' };
  const start = [...bytes.subarray(0, 4)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  if (NO_TEXT.some((signature) => start.startsWith(signature))) return { problem: 'not-text' };
  const text = decoded(bytes, start, languages);
  if (text.includes('\0')) return { problem: 'not-text' };
  return text.trim() === '' ? { problem: 'empty' } : { text };
}

function decoded(bytes: Uint8Array, start: string, languages: readonly string[]): string {
  if (start.startsWith('fffe')) return new TextDecoder('utf-16le').decode(bytes);
  if (start.startsWith('feff')) return new TextDecoder('utf-16be').decode(bytes);
  const wide = wideWithoutMark(bytes);
  if (wide !== null) return new TextDecoder(wide).decode(bytes);
  const utf8 = strict(bytes, 'utf-8');
  if (utf8 !== null) return utf8;
  const pages = [...languages.map(pageOf), 'shift_jis', 'gb18030', 'windows-1252'];
  const texts = pages.flatMap((page) => strict(bytes, page) ?? []);
  return texts.find(namesIds) ?? texts[0] ?? new TextDecoder('windows-1252').decode(bytes);
}

/** In UTF-16, digits and separators have a zero byte. */
function wideWithoutMark(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const sample = bytes.subarray(0, 1_000);
  const zeros = (half: number) => sample.filter((byte, at) => at % 2 === half && byte === 0).length;
  if (zeros(1) > sample.length / 4) return 'utf-16le';
  return zeros(0) > sample.length / 4 ? 'utf-16be' : null;
}

function strict(bytes: Uint8Array, label: string): string | null {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return null; // not in this encoding
  }
}

function pageOf(language: string): string {
  return CODE_PAGES[language] ?? CODE_PAGES[language.split('-')[0] ?? ''] ?? 'windows-1252';
}

function namesIds(text: string): boolean {
  const [first = ''] = text.split(/[\r\n]/, 1);
  return first.split(/[\t,;]/).some(isIdHeader);
}
