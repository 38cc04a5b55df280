import { type Damage, DAMAGED_IN_TEXT, damageOf } from './damaged-ids.ts';
import { type RecordLink, splitLinks } from './record-link.ts';

/** An id as it was pasted. */
export interface FoundId {
  readonly id: string;
  /** Digits only: a program that takes them for a number may have rounded them. */
  readonly isBare: boolean;
  readonly link: RecordLink | null;
}

/** What one line or cell holds. */
export interface Finding {
  readonly ids: readonly FoundId[];
  readonly damage: Damage | null;
}

export const NOTHING: Finding = { ids: [], damage: null };

/** An id that stands by itself: no part of a word, a number, a range or an address. `zcrm_` is how Zoho exports one. */
const ID = /(?<![\p{L}\p{N}_./\\%&@+‐-―-])(zcrm_)?(\d{15,20})(?![\p{L}\p{N}_/\\%&@]|[.,‐-―-]\d)/giu;
/** The country code and the groups of a telephone number. */
const PHONE = /\+\d+(?:[ ()\u00a0-]+\d+)+/g;
/** Below this neither an id nor a spoilt one fits. */
const MAY_HOLD = /\d{15}|\d[eE]\+?\d\d|(?:\d{2,3}\D){4}/;

/** All ids and links of a text, and whether it holds a spoilt id. */
export function idsIn(text: string): Finding {
  if (!MAY_HOLD.test(text)) return NOTHING;
  const { links, rest } = splitLinks(text);
  const ids: FoundId[] = links.map((link) => ({ id: link.id, isBare: false, link }));
  const plain = rest.replaceAll(PHONE, ' ');
  for (const [, prefix, id] of plain.matchAll(ID))
    if (id !== undefined) ids.push({ id, isBare: prefix === undefined, link: null });
  const [spoilt] = plain.match(DAMAGED_IN_TEXT) ?? [];
  return { ids, damage: spoilt === undefined ? null : damageOf(spoilt) };
}

/** Signs that stand around an id and say nothing: quotes, brackets, `="…"`, the apostrophe that makes a text in Excel. */
const AROUND = /^[\s"'`“”„‘’«»「」『』()[\]{}<>*#=•·:]+|[\s"'`“”„‘’«»「」『』()[\]{}<>*:.!]+$/gu;

/** A cell without the signs around what it holds. */
export function bareCell(cell: string): string {
  return cell.replaceAll(AROUND, '');
}

/** A cell that is an id or one link and nothing else, or a spoilt id; null for anything else. */
export function idCell(cell: string): Finding | null {
  if (!MAY_HOLD.test(cell)) return null;
  const value = bareCell(cell);
  const damage = damageOf(value);
  if (damage !== null) return { ids: [], damage };
  const match = /^(zcrm_)?(\d{15,20})$/i.exec(value);
  if (match?.[2] !== undefined)
    return { ids: [{ id: match[2], isBare: match[1] === undefined, link: null }], damage: null };
  const { links, rest } = splitLinks(cell);
  const [link] = links;
  return link !== undefined && links.length === 1 && isCaption(rest)
    ? { ids: [{ id: link.id, isBare: false, link }], damage: null }
    : null;
}

/** What is left of a cell beside its link: nothing, Markdown's name of it, or Excel's `=HYPERLINK("…","…")`. */
function isCaption(rest: string): boolean {
  return bareCell(rest) === '' || /^\s*\[[^\]]*\]\(\s*\)\s*$/.test(rest) || /^\s*=HYPERLINK\(/i.test(rest);
}
