import { type ClickedRow, type PageAnswer, rightClickedRows, tickedIds } from '../../shared/page.ts';
import type { Intent } from '../../shared/stored-items.ts';
import type { CurrentTab } from './ports.ts';

/** What the page in front points at, before the user chooses anything else. */
export type Pointed =
  | { readonly kind: 'none' }
  /** `moduleSlug`: the module of these records as their links name it, which is not the page's in Activities. */
  | { readonly kind: 'ticked' | 'record'; readonly moduleSlug: string; readonly ids: readonly string[] }
  /** The row of a right click, and how many ticked rows are left alone by it. */
  | { readonly kind: 'clicked'; readonly moduleSlug: string; readonly ids: readonly string[]; readonly ticked: number };

/** A menu click is meant for the popup that it opens and for no later one. */
const INTENT_MS = 10_000;

/** Whether there is a note of a menu click that is not too old. */
export function isFresh(intent: Intent | null, now: number): intent is Intent {
  const age = intent === null ? -1 : now - intent.at;
  return age >= 0 && age < INTENT_MS;
}

/** Whether a note that a menu click left is fresh, and for this tab and the frame of it that answers. */
export function isMeant(
  intent: Intent | null,
  tab: CurrentTab | null,
  frameId: number | null,
  now: number,
): intent is Intent {
  if (!isFresh(intent, now) || tab === null || intent.tabId !== tab.id || intent.frameId !== frameId) return false;
  return tab.url === null || intent.url === '' || intent.url === tab.url;
}

/** A right click on an unticked row means that row; on a ticked one, all ticked rows, as file managers do. */
export function pointedAt(answer: PageAnswer, intent: Intent | null): Pointed {
  const { context, ticked, clicked } = answer;
  if (context.moduleSlug === null) return { kind: 'none' };
  if (context.recordId !== null) return { kind: 'record', moduleSlug: context.moduleSlug, ids: [context.recordId] };
  const meant = intent !== null && clicked !== null && isOf(clicked, intent) ? clicked : null;
  const rows = rightClickedRows({ clicked: meant, ticked });
  if (rows === null) return { kind: 'none' };
  return meant !== null && !meant.isTicked
    ? { kind: 'clicked', ...rows, ticked: tickedIds(ticked).length }
    : { kind: 'ticked', ...rows };
}

/** The click that opened the menu, and not one that was given up minutes ago. */
function isOf(clicked: ClickedRow, intent: Intent): boolean {
  return intent.source === 'clicked' && clicked.at <= intent.at + 1_000 && intent.at - clicked.at < 60_000;
}
