import { isActivities, isModule, isOtherModule } from './modules.ts';
import {
  LINK_DATA,
  OLD_LINK,
  OWN_ID,
  OWN_ID_ATTRIBUTES,
  OWN_ID_PARTS,
  RECORD_LINKS,
  SELECT_BOX,
  TAB_LINK,
} from './selectors.ts';
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
  return id === undefined ? recordByLink(links, tab) : recordById(id, links, tab);
}

function recordById(id: string, links: readonly Link[], tab: string): RowRecord | null {
  const named = links.filter((link) => link.id === id);
  if (named.some((link) => isOtherModule(link.tab, tab))) return null;
  if (!isActivities(tab)) return { id, tab, isByLink: false };
  const kind = named.find((link) => isModule(link.tab, tab))?.tab;
  return kind === undefined ? null : { id, tab: kind, isByLink: false };
}

function recordByLink(links: readonly Link[], tab: string): RowRecord | null {
  const [first, ...others] = links.filter((link) => isModule(link.tab, tab));
  if (first === undefined || others.some((link) => link.id !== first.id)) return null;
  return { id: first.id, tab: isActivities(tab) ? first.tab : tab, isByLink: true };
}

/** Ids that the row's own parts carry: one, unless Zoho's markup has changed. */
export function ownIdsOf(row: Element): Set<string> {
  const ids = new Set<string>();
  const note = (text: string | null) => {
    const [, prefixed, bare] = (text !== null && OWN_ID.exec(text)) || [];
    const id = prefixed ?? bare;
    if (id !== undefined) ids.add(id);
  };
  for (const part of [row, ...row.querySelectorAll(OWN_ID_PARTS)])
    for (const name of OWN_ID_ATTRIBUTES) note(part.getAttribute(name));
  const input = row.querySelector(SELECT_BOX)?.querySelector('input');
  note(input?.getAttribute('id') ?? null);
  note(input?.getAttribute('value') ?? null);
  return ids;
}

function linksOf(row: Element): Link[] {
  return [...row.querySelectorAll(RECORD_LINKS)].flatMap((part) => [
    ...linkIn(TAB_LINK.exec(part.getAttribute('href') ?? '')),
    ...oldLink(part.getAttribute('href') ?? ''),
    ...linkIn(LINK_DATA.exec(part.getAttribute('data-params') ?? '')),
  ]);
}

function linkIn(found: RegExpExecArray | null): Link[] {
  const [, tab, id] = found ?? [];
  return tab === undefined || id === undefined ? [] : [{ tab, id }];
}

function oldLink(href: string): Link[] {
  const query = new URLSearchParams(OLD_LINK.exec(href)?.[1]);
  const [tab, id] = [query.get('module'), query.get('id')];
  return tab !== null && isRecordId(id) ? [{ tab, id }] : [];
}
