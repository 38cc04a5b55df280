import type { ClickedRow, PageAnswer } from '../shared/page.ts';
import type { Intent } from '../shared/stored-items.ts';
import type { CurrentTab } from './models/ports.ts';

/** What the page in front points at, before the user chooses anything else. */
export type Pointed =
  | { readonly kind: 'none' }
  | { readonly kind: 'ticked' | 'record'; readonly ids: readonly string[] }
  /** The row of a right click, and how many ticked rows are left alone by it. */
  | { readonly kind: 'clicked'; readonly ids: readonly string[]; readonly ticked: number };

/** A menu click is meant for the popup that it opens and for no later one. */
const INTENT_MS = 10_000;

/** Whether a note that a menu click left is for this tab, and fresh. */
export function isMeant(intent: Intent | null, tab: CurrentTab | null, now: number): intent is Intent {
  if (intent === null || tab === null || intent.tabId !== tab.id) return false;
  const age = now - intent.at;
  return age >= 0 && age < INTENT_MS && (tab.url === null || intent.url === '' || intent.url === tab.url);
}

/** A right click on an unticked row means that row; on a ticked one, all ticked rows, as file managers do. */
export function pointedAt(answer: PageAnswer, intent: Intent | null): Pointed {
  const { context, ticked } = answer;
  const { clicked } = answer;
  if (intent !== null && clicked !== null && !clicked.isTicked && isOf(clicked, intent))
    return { kind: 'clicked', ids: [clicked.id], ticked: ticked.ids.length };
  if (context.recordId !== null) return { kind: 'record', ids: [context.recordId] };
  return ticked.ids.length === 0 ? { kind: 'none' } : { kind: 'ticked', ids: ticked.ids };
}

/** The click that opened the menu, and not one that was given up minutes ago. */
function isOf(clicked: ClickedRow, intent: Intent): boolean {
  return intent.source === 'clicked' && clicked.at <= intent.at + 1_000 && intent.at - clicked.at < 60_000;
}
