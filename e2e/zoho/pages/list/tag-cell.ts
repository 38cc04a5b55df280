import { html } from '../html.ts';
import type { Html } from '../html.ts';
import { say } from '../words.ts';
import type { Words } from '../words.ts';
import type { Pill } from './model.ts';

/** Width of the Tag column's list in pixels, and widths of a letter and of a pill's padding, to estimate what fits. */
const WIDTH = 244;
const LETTER = 6.3;
const PADDING = 21;
const MORE = 66;

/** Number of tags that fit into the cell; at least one. */
function fitting(tags: readonly Pill[]): number {
  let used = 0;
  for (const [index, tag] of tags.entries()) {
    used += tag.name.length * LETTER + PADDING;
    const room = index === tags.length - 1 ? WIDTH : WIDTH - MORE;
    if (used > room) return Math.max(1, index);
  }
  return tags.length;
}

/** Black or white, by the better contrast with the colour. */
function inkOn(colour: string): string {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  return red * 0.299 + green * 0.587 + blue * 0.114 > 140 ? '#1f2937' : '#ffffff';
}

function pill(tag: Pill, index: number, isHidden: boolean): Html {
  const colours = tag.colour === null ? '' : `background:${tag.colour} !important;color:${inkOn(tag.colour)};`;
  const style = `${colours}${isHidden ? 'display:none;' : ''}`;
  const className = `tagElementList f13 cxAddedTags dIB cxTag${index % 13}${tag.colour === null ? ' cxTagNoFillCol' : ''}`;
  return html`<li class="${className}" style="${style}" lt-prop-title="${tag.name}" title="${tag.name}">
    <span dir="auto">${tag.name}</span>
  </li>`;
}

/** The tags of a row. `shown` of them are visible; the others are in the page, but hidden. */
export function tagList(tags: readonly Pill[], words: Words, shown = fitting(tags)): Html {
  const hidden = tags.length - shown;
  return html`<ul class="listview_taglists w230 m0 p0">
    ${tags.map((tag, index) => pill(tag, index, index >= shown))}${
      hidden > 0 &&
      html`<li class="moreTagOption">
        ${words.moreTo} <span class="moreCount cP cxTagMoreCountUnderline">${say(words.more, { n: hidden })}</span>
      </li>`
    }
  </ul>`;
}
