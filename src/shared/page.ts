/**
 * What a CRM tab can tell. The content script writes these shapes, pages of ours parse them (`shared/page-answer.ts`):
 * everything that comes from Zoho's page is foreign.
 */

/** What the URL of a CRM page shows. `unknown` is a view under `custom-view` whose kind Untag does not know. */
export type PageView = 'list' | 'kanban' | 'canvas' | 'sheet' | 'unknown' | 'record' | 'search' | 'other';

/** What the URL of a CRM tab says: host, org segment, module slug, view or record. */
export interface PageContext {
  readonly host: string;
  /** `org<digits>` or a chosen name; null when the URL has none. */
  readonly orgSegment: string | null;
  /** The module's name in the URL, e.g. `Potentials`. Not its API name. Null outside of modules. */
  readonly moduleSlug: string | null;
  readonly view: PageView;
  /** Custom view id, from the URL. */
  readonly viewId: string | null;
  /** Record id, on a record page. */
  readonly recordId: string | null;
}

/** Ticked rows of one module. */
export interface TickedGroup {
  /** The module's name in the URL of such a record. */
  readonly moduleSlug: string;
  readonly ids: readonly string[];
}

/** What the reader found among the rows of one page. */
export interface TickedRows {
  /**
   * The ticked rows by the module that they belong to, each once, in the order of the page: one group, but for Activities, whose
   * rows are Tasks, Events and Calls.
   */
  readonly groups: readonly TickedGroup[];
  /** Ticked rows whose id could not be told without guessing. */
  readonly refused: number;
  /** Rows that stand twice in the page and disagree about being ticked. */
  readonly disagreeing: number;
  /** How many rows Zoho itself says are selected; null where the page does not say it. */
  readonly zohoCount: number | null;
  /** Zoho's "all records of this view" is on: far more is selected than the page shows. */
  readonly isWholeView: boolean;
  /** The list has more than one page, or it cannot be told that it has only one. */
  readonly hasPages: boolean;
  /** Data rows found, ticked or not. */
  readonly rows: number;
  /** Ticked boxes where Untag does not read ticks (search results, related lists, a sheet). 0 on a list that it reads. */
  readonly elsewhere: number;
  /** False where Untag knows no markup for ticks (kanban, canvas, sheet, search, related lists). */
  readonly isReadable: boolean;
}

/** A page on which no ticks are read. */
export const NO_ROWS: TickedRows = {
  groups: [],
  refused: 0,
  disagreeing: 0,
  zohoCount: null,
  isWholeView: false,
  hasPages: false,
  rows: 0,
  elsewhere: 0,
  isReadable: false,
};

/** The row under the last right click. */
export interface ClickedRow {
  readonly id: string;
  /** The module's name in the URL of that record, which is not the page's in Activities. */
  readonly moduleSlug: string;
  readonly isTicked: boolean;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** What one frame says. */
export interface PageReport {
  readonly context: PageContext;
  readonly ticked: TickedRows;
  readonly clicked: ClickedRow | null;
}

/** What the content script says: where it reads no rows it leaves all of {@link NO_ROWS} out but what it counted. */
export type SaidReport = Omit<PageReport, 'ticked'> & { readonly ticked: Partial<TickedRows> };

/** The same with the frame's address as the browser tells it. */
export interface PageAnswer extends PageReport {
  readonly url: string;
}

/**
 * Name of the port that pages of ours open to the top page of a CRM tab, which answers once and hangs up. A longer name
 * that begins with it is for all frames of a tab: each answers over a port of that same name that it opens itself, because
 * of such a port the browser says where it comes from.
 */
export const PAGE_PORT = 'untag-page';

/** What the content script says on a right click, unasked. With {@link FrameReport} all that a page of Zoho may say. */
export interface ContextMenuReport {
  readonly type: 'menu.report';
  /** Ticked rows on the page, or 0; also 0 in Activities, where a run is over some of them only. */
  readonly ticked: number;
  /** What was clicked: a ticked row, another row, a record page, or something else. */
  readonly on: 'ticked' | 'row' | 'record' | 'beside';
  /** The module's name in the URL of the record, or of the page. */
  readonly moduleSlug: string;
}

/** What the content script says once when it starts in a frame: Zoho One and CRM Plus show the CRM in one. */
export interface FrameReport {
  readonly type: 'page.framed';
}

/** Name of the port over which the diagnosis script tells what a page is built like: one text for each frame. */
export const DIAGNOSIS_PORT = 'untag-diagnosis';

/** Ids of all ticked rows. */
export function tickedIds({ groups }: Pick<TickedRows, 'groups'>): readonly string[] {
  return groups.flatMap(({ ids }) => ids);
}

/** Ticked rows by module, the most first: one group, but in Activities. */
export function tickedGroups({ groups }: Pick<TickedRows, 'groups'>): readonly TickedGroup[] {
  return groups.filter(({ ids }) => ids.length > 0).toSorted((a, b) => b.ids.length - a.ids.length);
}

/**
 * The rows that a right click means, all of one module: the clicked one where it is not ticked, else all ticked rows of
 * its module. Null = none.
 */
export function rightClickedRows({ clicked, ticked }: Pick<PageAnswer, 'clicked' | 'ticked'>): TickedGroup | null {
  if (clicked !== null && !clicked.isTicked) return { moduleSlug: clicked.moduleSlug, ids: [clicked.id] };
  const groups = tickedGroups(ticked);
  return groups.find(({ moduleSlug }) => moduleSlug === clicked?.moduleSlug) ?? groups[0] ?? null;
}
