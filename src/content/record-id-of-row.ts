import { isActivities, isModule, isOtherModule } from '../shared/module-names.ts';
import { BARE_ID, COMPONENT, MARKED_ID, MARKED_PARTS, OLD_LINK, TAB_LINK } from './selectors.ts';
import { moduleOf } from './table.ts';
import { selectBoxOf } from './ticked.ts';
import { isRecordId } from '../shared/record-id.ts';

/** The record that a row shows. */
export interface RowRecord {
  readonly id: string;
  /** The module's name in the record's address. */
  readonly tab: string;
  /** Told from a link only: two rows that lead to one record this way share a lookup, and neither is that record. */
  readonly isByLink: boolean;
}

interface Link {
  readonly tab: string;
  readonly id: string;
}

/** The record of a row in the list of a module; null when it cannot be told without guessing. */
export function recordOfRow(row: Element, tab: string): RowRecord | null {
  const own = ownIdsOf(row);
  if (own.size > 1) return null;
  const links = linksOf(row);
  const [id] = own;
  return id === undefined ? recordByLink(row, links, tab) : recordById(id, links, tab);
}

function recordById(id: string, links: readonly Link[], tab: string): RowRecord | null {
  const named = links.filter((link) => link.id === id);
  if (named.some((link) => isOtherModule(link.tab, tab))) return null;
  if (!isActivities(tab)) return { id, tab, isByLink: false };
  const kind = named.find((link) => isModule(link.tab, tab))?.tab;
  return kind === undefined ? null : { id, tab: kind, isByLink: false };
}

/** In another module's list a link to this module is a lookup. */
function recordByLink(row: Element, links: readonly Link[], tab: string): RowRecord | null {
  const list = row.closest(COMPONENT);
  if (list !== null && isOtherModule(moduleOf(list) ?? tab, tab)) return null;
  const [first, ...others] = links.filter((link) => isModule(link.tab, tab));
  if (first === undefined || others.some((link) => link.id !== first.id)) return null;
  return { id: first.id, tab: isActivities(tab) ? first.tab : tab, isByLink: true };
}

/** Ids that the row's own parts carry: one, unless Zoho's markup has changed. */
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
    const [, tab, id] = TAB_LINK.exec(href) ?? ['', query.get('module'), query.get('id')];
    return tab && isRecordId(id) ? [{ tab, id }] : [];
  });
}
