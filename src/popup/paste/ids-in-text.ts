import { type Damage, DAMAGED_IN_TEXT, damageOf } from './damaged-ids.ts';
import { type RecordLink, splitLinks } from '../../shared/record-link.ts';

/** A pasted id. */
export interface FoundId {
  readonly id: string;
  /** Digits only. A program that reads them as a number may have rounded them. */
  readonly isBare: boolean;
  readonly link: RecordLink | null;
}

/** The content of one line or cell. */
export interface Finding {
  readonly ids: readonly FoundId[];
  readonly damage: Damage | null;
}

export const NOTHING: Finding = { ids: [], damage: null };

/** An id that is not part of a word, a number, a range or an address. `zcrm_` is the prefix in Zoho's export. */
const ID = /(?<![\p{L}\p{N}_./\\%&@+‐-―-])(zcrm_)?(\d{15,20})(?![\p{L}\p{N}_/\\%&@]|[.,‐-―-]\d)/giu;
/** The country code and the groups of a telephone number. */
const PHONE = /\+\d+(?:[ ()\u00a0-]+\d+)+/g;
/** Shorter texts hold neither an id nor a damaged one. */
const MAY_HOLD = /\d{15}|\d[eE]\+?\d\d|(?:\d{2,3}\D){4}/;

/** All ids and links of a text, and whether it holds a damaged id. */
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

/** Meaningless characters around an id: quotes, brackets, `="…"`, Excel's apostrophe for text. */
const AROUND = /^[\s"'`“”„‘’«»「」『』()[\]{}<>*#=•·:]+|[\s"'`“”„‘’«»「」『』()[\]{}<>*:.!]+$/gu;

/** The text of a cell without the characters around it. */
export function bareCell(cell: string): string {
  return cell.replaceAll(AROUND, '');
}

/** A cell with exactly one id, one link or one damaged id; null for any other. */
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

/** The rest of a cell beside its link: nothing, Markdown's link text, or Excel's `=HYPERLINK("…","…")`. */
function isCaption(rest: string): boolean {
  return bareCell(rest) === '' || /^\s*\[[^\]]*\]\(\s*\)\s*$/.test(rest) || /^\s*=HYPERLINK\(/i.test(rest);
}
