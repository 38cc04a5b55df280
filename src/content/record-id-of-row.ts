import { isActivities, isModule, isOtherModule } from '../shared/module-names.ts';
import { BARE_ID, COMPONENT, MARKED_ID, MARKED_PARTS, OLD_LINK, RECORD_LINK } from './selectors.ts';
import { moduleOf } from './table.ts';
import { selectBoxOf } from './ticked.ts';
import { isRecordId } from '../shared/record-id.ts';

/** The record that a row shows. */
export interface RowRecord {
  readonly id: string;
  /** The module's name in the record's address. */
  readonly moduleSlug: string;
  /** Known from a link only. Two rows that lead to one record this way share a lookup, and neither is that record. */
  readonly isByLink: boolean;
}

interface Link {
  readonly moduleSlug: string;
  readonly id: string;
}

/** The record of a row in the list of a module; null when it could only be guessed. */
export function recordOfRow(row: Element, moduleSlug: string): RowRecord | null {
  const own = ownIdsOf(row);
  if (own.size > 1) return null;
  const links = linksOf(row);
  const [id] = own;
  return id === undefined ? recordByLink(row, links, moduleSlug) : recordById(id, links, moduleSlug);
}

function recordById(id: string, links: readonly Link[], moduleSlug: string): RowRecord | null {
  const named = links.filter((link) => link.id === id);
  if (named.some((link) => isOtherModule(link.moduleSlug, moduleSlug))) return null;
  if (!isActivities(moduleSlug)) return { id, moduleSlug, isByLink: false };
  const kind = named.find((link) => isModule(link.moduleSlug, moduleSlug))?.moduleSlug;
  return kind === undefined ? null : { id, moduleSlug: kind, isByLink: false };
}

/** In another module's list a link to this module is a lookup. */
function recordByLink(row: Element, links: readonly Link[], moduleSlug: string): RowRecord | null {
  const list = row.closest(COMPONENT);
  if (list !== null && isOtherModule(moduleOf(list) ?? moduleSlug, moduleSlug)) return null;
  const [first, ...others] = links.filter((link) => isModule(link.moduleSlug, moduleSlug));
  if (first === undefined || others.some((link) => link.id !== first.id)) return null;
  return { id: first.id, moduleSlug: isActivities(moduleSlug) ? first.moduleSlug : moduleSlug, isByLink: true };
}

/** Ids that the row's own parts carry. There is one, unless Zoho's markup has changed. */
function ownIdsOf(row: Element): Set<string> {
  const box = selectBoxOf(row);
  const input = box?.querySelector('input');
  const bare = [
    row.id,
    row.getAttribute(BARE_ID),
    box?.getAttribute(BARE_ID),
    box?.querySelector(`[${BARE_ID}]`)?.getAttribute(BARE_ID),
    input?.id,
    input?.value,
  ];
  const marked = [...row.querySelectorAll(MARKED_PARTS)].flatMap((part) =>
    [part.id, part.getAttribute('data-zcqa')].map((mark) => MARKED_ID.exec(mark ?? '')?.[1]),
  );
  return new Set([...bare, ...marked].filter(isRecordId));
}

function linksOf(row: Element): Link[] {
  return [...row.querySelectorAll('a')].flatMap((link) => {
    const href = link.getAttribute('href') ?? '';
    const query = new URLSearchParams(OLD_LINK.exec(href)?.[1]);
    const [, moduleSlug, id] = RECORD_LINK.exec(href) ?? ['', query.get('module'), query.get('id')];
    return moduleSlug && isRecordId(id) ? [{ moduleSlug, id }] : [];
  });
}
