import { NO_ROWS, tickedIds } from '../shared/page.ts';
import { nameOf, outlineOf } from './outline.ts';
import { pageContextOf } from '../shared/page-context.ts';
import { listOf, readTicked } from './read-ticked.ts';
import { rowsIn } from './rows.ts';
import * as selectors from './selectors.ts';
import { isTicked, selectBoxOf } from './ticked.ts';

/** Modules that every org has. Names of other modules may be a company's own and stay out of the report. */
const SHIPPED =
  /^(?:Leads|Accounts|Contacts|Potentials|Tasks|Events|Calls|Activities|Products|Quotes|SalesOrders|PurchaseOrders|Invoices|Campaigns|Vendors|PriceBooks|Cases|Solutions)$/;

/**
 * What the reader sees of a page, as lines of text for a report: how the page is built, and what was counted. It holds
 * nothing of a record: no ids, names, texts or addresses.
 */
export function diagnose(page: Document, url: URL): string[] {
  const context = pageContextOf(url);
  const { groups, ...counted } = { ...NO_ROWS, ...readTicked(page, context) };
  const table = listOf(page, context);
  const rows = table === null ? [] : rowsIn(table.main);
  const ticked = rows.find(isTicked);
  return [
    `Page: ${context.view}, module ${moduleKind(context.moduleSlug)}, org ${segmentKind(context.orgSegment)}, frame ${window === window.top ? 'top' : 'inner'}`,
    `Read: ${tickedIds({ groups }).length} ids of ${groups.length} modules, ${JSON.stringify(counted)}`,
    `Boxes: ${rows.filter((row) => selectBoxOf(row) !== null).length} of ${rows.length} rows`,
    ...Object.entries(selectors).flatMap(([name, selector]) => countsOf(page, name, selector)),
    ...part('Around the list', table === null ? [] : ancestorsOf(table.main)),
    ...part('Header', outlined(page.querySelector(selectors.NO_DATA))),
    ...part('First row', outlined(rows[0])),
    ...part('First ticked row', ticked === rows[0] ? [] : outlined(ticked)),
    ...part('Selection', outlined(page.querySelector(selectors.CLEAR_SELECTION)?.parentElement)),
  ];
}

function countsOf(page: Document, name: string, selector: string | readonly string[] | RegExp): string[] {
  if (selector instanceof RegExp || !/^[A-Z_]+$/.test(name)) return [];
  const all = typeof selector === 'string' ? selector : selector.join(', ');
  const parts = all.split(/, (?![^(]*\))/);
  const found = parts.flatMap((one) => {
    const count = page.querySelectorAll(one).length;
    return count === 0 ? [] : [`${one} ${count}`];
  });
  return [`${name}: ${found.join(', ') || 'none'}`];
}

function ancestorsOf(element: Element): string[] {
  const lines: string[] = [];
  for (let one: Element | null = element; one !== null; one = one.parentElement) lines.unshift(nameOf(one));
  return lines;
}

function outlined(element: Element | null | undefined): string[] {
  return element ? outlineOf(element) : [];
}

function part(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`${title}:`, ...lines];
}

function moduleKind(moduleSlug: string | null): string {
  if (moduleSlug === null) return 'none';
  return SHIPPED.test(moduleSlug) ? moduleSlug : /^CustomModule\d+$/.test(moduleSlug) ? 'CustomModule#' : 'another';
}

function segmentKind(segment: string | null): string {
  if (segment === null) return 'none';
  return /^org\d+$/.test(segment) ? 'org#' : 'a chosen name';
}
