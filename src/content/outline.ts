import { OLD_LINK, RECORD_LINK } from './selectors.ts';

/** Attributes whose values are words of Zoho's code; of all others only the name is told. */
const TOLD = /^(?:type|role|fixed|data-id|aria-selected|aria-checked|aria-hidden|hidden)$/;

/** How much of a page's part is told: deeper and further elements are counted only. */
const DEPTH = 7;
const BREADTH = 6;

/**
 * How a part of a page is built: names of elements, their classes and attributes. No text, no ids, no addresses: a long
 * number becomes `#`, and what could hold a name of the company's own becomes `…`.
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
  const attributes = [...element.attributes].map(({ name, value }) => ` ${name}${toldValue(name, value)}`);
  const isTicked = element instanceof HTMLInputElement && element.checked ? ' (checked)' : '';
  return `${element.localName}${attributes.join('')}${isTicked}${textOf(element)}`;
}

function toldValue(name: string, value: string): string {
  if (TOLD.test(name) || name === 'id') return `=${masked(value)}`;
  if (name === 'class') return value.trim() === '' ? '' : `=${value.trim().split(/\s+/).map(masked).join(' ')}`;
  if (name === 'href') return RECORD_LINK.test(value) ? '=tab link' : OLD_LINK.test(value) ? '=old link' : '';
  if (name === 'lt-prop-id' || name === 'value') return /^\d+$/.test(value) ? '=#' : '=…';
  return name === 'data-zcqa' ? `=${markOf(value)}` : '';
}

/** Zoho puts labels of fields, and names of records, into some of these: only its own words are told. */
function markOf(value: string): string {
  const [, before] = /^([a-z]+_|)\d{15,20}(?:_|$)/i.exec(value) ?? [];
  if (before !== undefined) return `${before}#…`;
  return /^(?:detailView|clearRecords|listView_selectAllEntity)$/.test(value) ? value : '…';
}

/** A value with numbers out of it; anything that does not look like a word of code is not told. */
function masked(value: string): string {
  const word = value.replaceAll(/\d+/g, '#');
  return /^[a-z#][\w#-]*$/i.test(word) && word.length <= 60 ? word : '…';
}

function textOf(element: Element): string {
  const text = [...element.childNodes]
    .filter((node) => node.nodeType === Node.TEXT_NODE)
    .map((node) => node.textContent);
  const words = text.join('').trim();
  if (words === '') return '';
  return /\d/.test(words) ? ' (text with a number)' : ' (text)';
}
