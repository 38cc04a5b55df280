import type { PageContext, PageView } from './page.ts';
import { isRecordId } from './record-id.ts';

/** Tabs that list no records. Source: addresses of the CRM in public code. */
const NO_MODULE =
  /^(?:Home|Reports|Dashboards|Analytics|Workqueue|Feeds|Documents|Forecasts|Visits|Social|SalesInbox|Projects|Requesters|Approvals|WebTab\d+)$/;

const VIEWS: readonly PageView[] = ['list', 'kanban', 'canvas', 'sheet'];

/** First parts of an address inside the CRM. Where one follows `/crm` directly, the address has no org segment. */
const ROOTS = /^(?:tab|search|\w+\.do)$/;

/**
 * The meaning of a CRM page's address, on a host of the CRM or inside a shell (`…/cxapp/crm/…` of CRM Plus and Zoho
 * One). `/tab/Leads/list` is no list: the app takes "list" for a record's id and shows an error.
 */
export function pageContextOf(url: URL): PageContext {
  const parts = insideCrm(url.pathname);
  const root = parts.findIndex((part, at) => at < 2 && ROOTS.test(part));
  const orgSegment = root === 0 ? null : (parts[0] ?? null);
  const place = root === -1 ? {} : placeOf(parts[root] ?? '', parts.slice(root + 1), url.searchParams);
  return { host: url.host, orgSegment, moduleSlug: null, view: 'other', viewId: null, recordId: null, ...place };
}

/** Parts of the path after `/crm`; none when the address is not the CRM's. */
function insideCrm(path: string): string[] {
  const parts = path.split('/').filter((part) => part !== '');
  const shell = parts.findIndex((part) => part === 'cxapp' || part === 'cxapp-spaces');
  const crm =
    shell === -1 ? (parts[0] === 'crm' ? 0 : -1) : parts.indexOf('crm', shell + (parts[shell] === 'cxapp' ? 1 : 2));
  return crm === -1 ? [] : parts.slice(crm + 1);
}

function placeOf(root: string, rest: string[], query: URLSearchParams): Partial<PageContext> {
  if (root === 'search') return { view: 'search' };
  if (root === 'tab') return placeInModule(rest);
  const moduleSlug = slugIn(query.get('module'));
  if (moduleSlug === null) return {};
  if (root === 'ShowTab.do') return { moduleSlug, view: 'list' };
  const recordId = query.get('id');
  return isRecordId(recordId) ? { moduleSlug, view: 'record', recordId } : { moduleSlug };
}

function placeInModule([name, first, viewId, shape = 'list']: string[]): Partial<PageContext> {
  const moduleSlug = slugIn(name);
  if (moduleSlug === null) return {};
  if (first === undefined) return { moduleSlug, view: 'list' };
  if (isRecordId(first)) return { moduleSlug, view: 'record', recordId: first };
  if (first !== 'custom-view' || !isRecordId(viewId)) return { moduleSlug };
  return { moduleSlug, view: VIEWS.find((view) => view === shape) ?? 'unknown', viewId };
}

function slugIn(name: string | null | undefined): string | null {
  return !name || NO_MODULE.test(name) ? null : name;
}
