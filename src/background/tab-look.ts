import type { CleanupMirror } from '../shared/cleanup-mirrors.ts';
import type { Connection } from '../shared/connection.ts';
import { connectionForTab } from '../shared/connection-for-tab.ts';
import { crmPlaceOf } from '../shared/data-centres.ts';
import { text } from '../shared/i18n.ts';
import { isModule } from '../shared/module-names.ts';
import { records } from '../shared/nouns.ts';
import type { PageContext } from '../shared/page.ts';
import { pageContextOf } from '../shared/page-context.ts';
import type { RunSummary } from '../shared/run-summary.ts';
import type { Basket } from '../shared/stored-items.ts';
import { type Badge, short, workBadge } from './badge.ts';

/** The stored values that affect the toolbar button. */
export interface ToolbarFacts {
  readonly runs: readonly RunSummary[];
  readonly cleanups: readonly CleanupMirror[];
  readonly basket: Basket | null;
  readonly connections: readonly Connection[];
  /** As in `vouchedOrgsItem`. */
  readonly vouched: readonly string[];
}

/** A page of the CRM that a tab shows. */
export interface CrmPage {
  readonly url: string;
  /** The tab belongs to Zoho One or CRM Plus, and the page is in one of its frames. */
  readonly isFramed: boolean;
}

/** The button over one tab. `text` is null where the badge is the general one. */
export interface TabLook {
  readonly icon: 'active' | 'inactive';
  readonly title: string;
  readonly text: string | null;
}

/** The basket's colour. It is the same over all tabs, because a basket has a badge only where no run has one. */
const GREY = '#5e5767';

/** The button over a tab that Untag knows nothing of: outside Zoho, or withheld from it. `now` in epoch milliseconds. */
export function overAllTabs({ runs, cleanups }: ToolbarFacts, now: number): Badge {
  return workBadge(runs, cleanups, now) ?? { text: '', background: GREY, title: text('action_title') };
}

/**
 * The button over a page of the CRM. A run wins over the basket and is the same over all tabs, because it continues
 * while the user is elsewhere and may need them. The basket waits, and is useful only next to the rows of its module.
 * The icon depends only on the page. `now` in milliseconds since the epoch.
 */
export function overTab(page: CrmPage, facts: ToolbarFacts, now: number): TabLook {
  const context = pageContextOf(new URL(page.url));
  // The worker does not learn where a frame navigates, so it may always show a list.
  const icon = page.isFramed || context.moduleSlug !== null ? 'active' : 'inactive';
  const run = workBadge(facts.runs, facts.cleanups, now);
  if (run !== null) return { icon, title: run.title, text: null };
  const { basket } = facts;
  if (basket !== null && basket.ids.length > 0 && isAtHome(basket, context, page.isFramed, facts)) {
    const kept = records(basket.ids.length, basket.module);
    return { icon, title: text('tip_basket', { records: kept }), text: short(basket.ids.length) };
  }
  return { icon, title: text(icon === 'active' ? 'tip_idle' : 'action_title'), text: null };
}

/** Whether a page shows the basket's module in the basket's org. For a frame the org has to be enough. */
function isAtHome(basket: Basket, context: PageContext, isFramed: boolean, facts: ToolbarFacts): boolean {
  const isModuleOf =
    isFramed || (context.moduleSlug !== null && isModule(basket.module.moduleSlug, context.moduleSlug));
  const connection = facts.connections.find(({ id }) => id === basket.connectionId);
  const place = crmPlaceOf(context.host);
  if (!isModuleOf || connection === undefined || place === null) return false;
  const { fit } = connectionForTab([connection], place, context.orgSegment);
  return fit === 'fits' || (fit === 'unsure' && facts.vouched.includes(`${connection.id} ${context.orgSegment ?? ''}`));
}
