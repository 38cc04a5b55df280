import * as v from 'valibot';

const flag = (value: boolean) => v.optional(v.boolean(), value);
const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** Places in a list's row that may carry its record's id. */
const IdPlaceSchema = v.picklist(['row', 'checkbox', 'input', 'link', 'cells']);

/**
 * Switches of the CRM pages. Sources: Zoho's own component source in public repositories ("source" below), extensions
 * and tests that select on the live page ("live"). Where neither gives an answer, the default is the less helpful one.
 */
export const SwitchesPagesSchema = v.object({
  /** Names in the list: as live tools select them, as in the shared component's source, or the plain table of before 2019. */
  markup: v.optional(v.picklist(['live', 'cx', 'legacyTd']), 'live'),
  /** Places that carry the record's id. Live tools prove only the link's (`listView_<id>`). */
  idPlaces: v.optional(v.array(IdPlaceSchema), ['row', 'checkbox', 'input', 'link', 'cells']),
  /** Names of records are links; false is the component's "links not supported". */
  nameLinks: flag(true),
  /** Class of a ticked row; null = the source's in `cx` markup and none elsewhere, since the live one is unknown. */
  tickedRowClass: v.optional(v.nullable(v.string()), null),
  /** `role="row"` on rows (live). */
  rowRoles: flag(true),
  /** Whether `aria-selected` on rows follows the ticks. The component's default has no ARIA states. */
  ariaStates: flag(false),
  /** Whether select-all, clear and ranges also change the native inputs. The source never does that. */
  inputsFollow: flag(false),
  /** A second copy of the first columns next to the table, with the same ticks or its own. */
  fixedColumnClones: v.optional(v.picklist(['none', 'inStep', 'stale']), 'none'),
  /** The header box exists twice (the source looks it up with querySelectorAll). */
  twoHeaderBoxes: flag(false),
  /** The offered page sizes; some sources report 200 and 500 for some orgs. */
  pageSizes: v.optional(v.array(count), [10, 20, 30, 40, 50, 100]),
  /** Rows of a page without a number in its address. */
  defaultPageSize: v.optional(count, 50),
  /** Rows in the first paint; the rest are appended in small steps. 0 means all of them. */
  firstRows: v.optional(count, 25),
  /** Milliseconds between two steps of eight rows. */
  lateRowsMs: v.optional(count, 20),
  /** Every n-th row is by turns under approval or locked, and has no checkbox; 0 means only the real ones. */
  rowsWithoutCheckboxEvery: v.optional(count, 0),
  /** Yes/no cells: left out, a text mark, or a checkbox like the row's own (inline edit). */
  yesNoCells: v.optional(v.picklist(['none', 'mark', 'checkbox']), 'none'),
  /** A Tag column is in the view; tags that do not fit are there with `display: none`. */
  tagColumn: flag(true),
  /**
   * Whether the selection bar shows the number of selected rows: not at all, as a number of its own, or inside a
   * sentence.
   */
  readableCount: v.optional(v.picklist(['none', 'number', 'sentence']), 'none'),
  /** "Select all records in this view": absent, offered once all of the page are ticked, or already on. */
  wholeView: v.optional(v.picklist(['none', 'offered', 'on']), 'offered'),
  /** Records that can be selected one by one (the source's default). */
  selectLimit: v.optional(count, 500),
  /**
   * While the app moves to another list: the old rows are cleared at once, or stay under the new address until the
   * answer arrives.
   */
  navigation: v.optional(v.picklist(['clears', 'lags']), 'clears'),
  /** Milliseconds for which the old list stays in the page, hidden, beside the new one. */
  oldListStaysMs: v.optional(count, 0),
  /** Language of visible words. It never changes ids and classes. */
  language: v.optional(v.picklist(['en', 'de', 'ja']), 'en'),
  /** The page of an address without an org segment: Home (seen in 2026), or the page in the host's first org. */
  withoutOrg: v.optional(v.picklist(['home', 'shown']), 'home'),
});
