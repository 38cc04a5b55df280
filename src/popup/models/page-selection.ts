import { type ClickedRow, type PageAnswer, rightClickedRows, tickedIds } from '../../shared/page.ts';
import type { Intent } from '../../shared/stored-items.ts';
import type { CurrentTab } from './ports.ts';

/** The selection of the page in front, before the user chooses another source. */
export type Pointed =
  | { readonly kind: 'none' }
  /** `moduleSlug`: the module's name in the records' links. In Activities it differs from the page's. */
  | { readonly kind: 'ticked' | 'record'; readonly moduleSlug: string; readonly ids: readonly string[] }
  /** The right-clicked row, and the number of ticked rows that it leaves out. */
  | { readonly kind: 'clicked'; readonly moduleSlug: string; readonly ids: readonly string[]; readonly ticked: number };

/** A menu click belongs to the popup that it opened, and to no later one. */
const INTENT_MS = 10_000;

/** Whether there is a recent note of a menu click. */
export function isFresh(intent: Intent | null, now: number): intent is Intent {
  const age = intent === null ? -1 : now - intent.at;
  return age >= 0 && age < INTENT_MS;
}

/** Whether a note of a menu click is fresh and belongs to this tab and its answering frame. */
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

/** The click that opened the menu, and not an abandoned one from minutes before. */
function isOf(clicked: ClickedRow, intent: Intent): boolean {
  return intent.source === 'clicked' && clicked.at <= intent.at + 1_000 && intent.at - clicked.at < 60_000;
}
