/**
 * The answers of a CRM tab. The content script writes these shapes and the extension's pages parse them
 * (`shared/page-answer.ts`), because everything that comes from Zoho's page is untrusted.
 */

/** The kind of page that the URL shows. `unknown` is a view under `custom-view` whose kind Untag does not know. */
export type PageView = 'list' | 'kanban' | 'canvas' | 'sheet' | 'unknown' | 'record' | 'search' | 'other';

/** The parts of a CRM tab's URL: host, org segment, module slug, view or record. */
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

/** The reader's findings among the rows of one page. */
export interface TickedRows {
  /**
   * The ticked rows by module, each once, in page order. There is one group, except in Activities, whose rows are
   * Tasks, Events and Calls.
   */
  readonly groups: readonly TickedGroup[];
  /** Ticked rows whose id would be a guess. */
  readonly refused: number;
  /** Rows that appear twice in the page and disagree about being ticked. */
  readonly disagreeing: number;
  /** How many rows are selected by Zoho's own count; null where the page does not show it. */
  readonly zohoCount: number | null;
  /** Zoho's "all records of this view" is on. Far more is selected than the page shows. */
  readonly isWholeView: boolean;
  /** The list has more than one page, or may have. */
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

/** The answer of one frame. */
export interface PageReport {
  readonly context: PageContext;
  readonly ticked: TickedRows;
  readonly clicked: ClickedRow | null;
}

/**
 * The content script's form of it. Where it reads no rows it leaves out the parts of {@link NO_ROWS}, except the rows
 * that it counted.
 */
export type SaidReport = Omit<PageReport, 'ticked'> & { readonly ticked: Partial<TickedRows> };

/** The same with the frame's address as the browser gives it. */
export interface PageAnswer extends PageReport {
  readonly url: string;
}

/**
 * Name of the port that the extension's pages open to the top page of a CRM tab, which answers once and disconnects. A
 * longer name that begins with it goes to all frames of a tab. Each answers over a port of the same name that it opens
 * itself, because the browser gives the origin of such a port.
 */
export const PAGE_PORT = 'untag-page';

/**
 * The content script's unasked message on a right click. With {@link FrameReport} it is all that a page of Zoho may
 * send.
 */
export interface ContextMenuReport {
  readonly type: 'menu.report';
  /** Ticked rows on the page, or 0. In Activities it is 0, because a run takes only some of them. */
  readonly ticked: number;
  /** The target of the click: a ticked row, another row, a record page, or something else. */
  readonly on: 'ticked' | 'row' | 'record' | 'beside';
  /** The module's name in the URL of the record, or of the page. */
  readonly moduleSlug: string;
}

/** The content script's one message when it starts in a frame. Zoho One and CRM Plus show the CRM in one. */
export interface FrameReport {
  readonly type: 'page.framed';
}

/** Name of the port over which the diagnosis script describes how a page is built, as one text for each frame. */
export const DIAGNOSIS_PORT = 'untag-diagnosis';

/** Ids of all ticked rows. */
export function tickedIds({ groups }: Pick<TickedRows, 'groups'>): readonly string[] {
  return groups.flatMap(({ ids }) => ids);
}

/** Ticked rows by module, the largest group first. There is one group, except in Activities. */
export function tickedGroups({ groups }: Pick<TickedRows, 'groups'>): readonly TickedGroup[] {
  return groups.filter(({ ids }) => ids.length > 0).toSorted((a, b) => b.ids.length - a.ids.length);
}

/**
 * The rows that a right click means, all of one module: the clicked row where it is not ticked, else all ticked rows of
 * its module. Null means none.
 */
export function rightClickedRows({ clicked, ticked }: Pick<PageAnswer, 'clicked' | 'ticked'>): TickedGroup | null {
  if (clicked !== null && !clicked.isTicked) return { moduleSlug: clicked.moduleSlug, ids: [clicked.id] };
  const groups = tickedGroups(ticked);
  return groups.find(({ moduleSlug }) => moduleSlug === clicked?.moduleSlug) ?? groups[0] ?? null;
}
