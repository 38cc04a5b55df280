import type { Page } from '@playwright/test';

/**
 * Faults that a reader would notice on a page, one line each: text outside its box, its window or a clipped edge,
 * unfilled placeholders, controls and headings without text. They are measured, not estimated from widths.
 */
export function textFaults(page: Page): Promise<string[]> {
  return page.evaluate(measure);
}

/** Runs in the page, so it contains everything it needs. */
function measure(): string[] {
  const SLACK = 1.5;
  /** The history over the report and the modules over the tags are strips where the window is narrow. */
  const MEANT_TO_SCROLL = '.past ul, .mods ul';
  const faults = new Set<string>();
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) faults.add(`the page is ${root.scrollWidth} wide in ${root.clientWidth}`);

  const shorten = (text: string): string => text.trim().replaceAll(/\s+/g, ' ').slice(0, 60);
  const place = (element: Element): string =>
    `<${element.tagName.toLowerCase()}${element.className === '' ? '' : ` class="${element.getAttribute('class')}"`}>`;
  const isSeen = (element: Element): boolean => {
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
    return !isForEars(element);
  };
  /** Clipped to a point: for screen readers only. */
  const isForEars = (element: Element | null): boolean => {
    if (element === null) return false;
    const { overflowX, height, width } = getComputedStyle(element);
    const isPoint = Number.parseFloat(height) <= 1 || Number.parseFloat(width) <= 1;
    return (overflowX !== 'visible' && isPoint) || isForEars(element.parentElement);
  };

  /**
   * Words that break over two lines without a hyphen. Addresses and names from the CRM may break where they do not fit
   * otherwise.
   */
  const checkWords = (text: Text, parent: Element): void => {
    if (parent.closest('bdi, code, .mono') !== null) return;
    for (const word of text.data.matchAll(/(?<=^|\s)[\p{Script=Latin}\p{Script=Arabic}\p{M}]{4,}(?=\s|$)/gu)) {
      const range = document.createRange();
      range.setStart(text, word.index);
      range.setEnd(text, word.index + word[0].length);
      const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
      if (lines.size > 1) faults.add(`“${word[0]}” is broken in ${place(parent)}`);
    }
  };
  const checkBoxes = (text: Text, first: Element): void => {
    const range = document.createRange();
    range.selectNodeContents(text);
    const box = range.getBoundingClientRect();
    if (box.width === 0) return;
    const say = (what: string, where: Element): void => {
      faults.add(`“${shorten(text.data)}” ${what} ${place(where)}`);
    };
    // A name from the CRM may end in an ellipsis where its title holds the whole name.
    const [said = '', title] = [text.data, first.closest('[title]')?.getAttribute('title')].map((words) =>
      words?.replaceAll(/[\u2068\u2069]/g, ''),
    );
    if (title === said || (said.endsWith('…') && title?.startsWith(said.slice(0, -1)) === true)) return;
    let isCutBelow = true;
    /** A menu hangs from its button: only what clips cuts it, or the edge of the page. */
    let isHanging = false;
    for (let element: Element | null = first; element !== null; element = element.parentElement) {
      const { display, position, overflowX, overflowY } = getComputedStyle(element);
      if (element.matches(MEANT_TO_SCROLL)) return;
      const outer = element.getBoundingClientRect();
      if (display !== 'inline' && display !== 'contents' && element !== root) {
        const isEdge = !isHanging || overflowX !== 'visible' || element === document.body;
        if (isEdge && (box.left < outer.left - SLACK || box.right > outer.right + SLACK))
          return say('leaves the side of', element);
        const isCut = overflowY === 'hidden' || overflowY === 'clip';
        if (isCutBelow && isCut && (box.top < outer.top - SLACK || box.bottom > outer.bottom + SLACK))
          return say('is cut above or below by', element);
      }
      if (overflowY === 'auto' || overflowY === 'scroll') isCutBelow = false;
      if ((overflowX === 'auto' || overflowX === 'scroll') && element.scrollWidth > element.clientWidth)
        return say('must be scrolled to sideways in', element);
      if (position === 'fixed') return;
      isHanging ||= position === 'absolute';
    }
  };

  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (parent === null || parent.closest('script, style, option') !== null) continue;
    const text = node as Text;
    if (text.data.trim() === '') continue;
    if (/\{\w+\}/.test(text.data)) faults.add(`“${shorten(text.data)}” is not filled`);
    if (!isSeen(parent)) continue;
    checkBoxes(text, parent);
    checkWords(text, parent);
  }

  const pencil = document.createElement('canvas').getContext('2d');
  for (const field of document.querySelectorAll<HTMLInputElement | HTMLSelectElement>('input, select')) {
    const words = field instanceof HTMLSelectElement ? (field.selectedOptions[0]?.text ?? '') : field.placeholder;
    if (words === '' || !isSeen(field) || pencil === null) continue;
    const style = getComputedStyle(field);
    pencil.font = style.font;
    const room = field.clientWidth - Number.parseFloat(style.paddingLeft) - Number.parseFloat(style.paddingRight);
    if (pencil.measureText(words).width > room + SLACK) faults.add(`“${shorten(words)}” is cut by ${place(field)}`);
  }

  for (const element of document.querySelectorAll('[aria-label], [title], [placeholder]'))
    for (const name of ['aria-label', 'title', 'placeholder']) {
      const words = element.getAttribute(name);
      if (words === null) continue;
      if (/\{\w+\}/.test(words)) faults.add(`${name} “${shorten(words)}” is not filled`);
      if (words.trim() === '' && name === 'aria-label') faults.add(`${place(element)} has an empty ${name}`);
    }

  const NAMED = 'button, a, h1, h2, h3, label, legend, dt, th, option, summary, strong, [role="menuitem"]';
  for (const element of document.querySelectorAll(NAMED)) {
    const words = `${element.textContent}${element.getAttribute('aria-label') ?? ''}`.trim();
    if (words === '' && element.querySelector('input, [aria-label]') === null) faults.add(`${place(element)} is empty`);
  }
  return [...faults];
}
