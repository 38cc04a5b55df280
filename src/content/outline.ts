import { ATTRIBUTES, CLASSES, ELEMENTS, IDS, VALUES } from './known-words.ts';
import { OLD_LINK, RECORD_LINK } from './selectors.ts';

/** How much of a part is written out. Elements that are deeper, or come later, are only counted. */
const DEPTH = 7;
const BREADTH = 6;

/**
 * How a part of a page is built: names of elements, their classes and attributes, where these are HTML's or Zoho's own.
 * Everything else is `…` or a count. It holds no text, id, address, or word that a company or a person may have chosen.
 */
export function outlineOf(element: Element, depth = 0): string[] {
  const indent = '  '.repeat(depth);
  const children = [...element.children];
  const more = children.length - BREADTH;
  const inside =
    depth === DEPTH
      ? [`${indent}  … ${children.length} inside`]
      : children.slice(0, BREADTH).flatMap((child) => outlineOf(child, depth + 1));
  return [
    `${indent}${nameOf(element)}`,
    ...(children.length === 0 ? [] : inside),
    ...(more > 0 && depth < DEPTH ? [`${indent}  … ${more} more`] : []),
  ];
}

/** One element: name, attributes, and whether it holds text of its own. */
export function nameOf(element: Element): string {
  const known = [...element.attributes].filter(({ name }) => ATTRIBUTES.has(name));
  const others = element.attributes.length - known.length;
  const attributes = known.map(({ name, value }) => ` ${name}${valueIn(name, value)}`).join('');
  const isTicked = element instanceof HTMLInputElement && element.checked ? ' (checked)' : '';
  const name = ELEMENTS.has(element.localName) ? element.localName : '…';
  return `${name}${attributes}${others === 0 ? '' : ` +${others}`}${isTicked}${textOf(element)}`;
}

function valueIn(name: string, value: string): string {
  if (name === 'class') return classesOf(value);
  if (name === 'id') return `=${known(IDS, value)}`;
  if (name === 'href') return RECORD_LINK.test(value) ? '=tab link' : OLD_LINK.test(value) ? '=old link' : '';
  if (name === 'lt-prop-id' || name === 'value') return /^\d+$/.test(value) ? '=#' : '=…';
  if (name === 'data-zcqa') return `=${markOf(value)}`;
  const words = VALUES[name];
  return words === undefined || value === '' ? '' : `=${known(words, value)}`;
}

/** Classes that are known, each once, and how many others there are. */
function classesOf(value: string): string {
  const all = value.split(/\s+/).filter((one) => one !== '');
  const named = [...new Set(all.map((one) => known(CLASSES, one)))].filter((one) => one !== '…');
  const others = all.filter((one) => known(CLASSES, one) === '…').length;
  if (all.length === 0) return '';
  return `=${[...named, ...(others === 0 ? [] : [`+${others}`])].join(' ')}`;
}

/** Zoho puts labels of fields and names of records into some of these. Only Zoho's own words are written out. */
function markOf(value: string): string {
  const [, before] = /^(td_|column_|select_|listViewEdit_|)\d{15,20}(?:_|$)/.exec(value) ?? [];
  return before === undefined ? known(VALUES['data-zcqa'] ?? new Set(), value) : `${before}#…`;
}

/** A word that is known, with `#` for its numbers; `…` for any other. */
function known(words: ReadonlySet<string>, value: string): string {
  const word = value.length <= 60 ? value.replaceAll(/\d+/g, '#') : '…';
  return words.has(word) ? word : '…';
}

function textOf(element: Element): string {
  const text = [...element.childNodes]
    .filter((node) => node.nodeType === Node.TEXT_NODE)
    .map((node) => node.textContent);
  const words = text.join('').trim();
  if (words === '') return '';
  return /\d/.test(words) ? ' (text with a number)' : ' (text)';
}
