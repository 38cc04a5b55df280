/**
 * Every name of Zoho's pages that Untag relies on, and the only place for them. Two generations of names are in use:
 * the live page's (`lvCheckboxCol`, `customCheckBox`), and those of the component that it is built on, with a `cx`
 * prefix. `td` and `lvCB` are from the plain table of before 2019. Visible words are translated, so none is used here.
 */

/** The list's own component, and where it names the module. */
export const COMPONENT = 'crux-table-component';
export const COMPONENT_MODULE = 'cx-prop-module';

/** Anything that can hold a list, from the outside in. */
export const TABLES = `crux-list-view,#listcrux,${COMPONENT},#listViewTable,#cxListViewTable,#listviewtablescroll,lyte-expresstable`;

/** Places whose rows and boxes do not belong to the list. */
export const DECOYS =
  '#lv_left_filter,form[name=customViewSmartFilters],crux-smart-filter,crm-related-list-view-header,lyte-wormhole,lyte-modal,lyte-drop-box,lyte-dropdown,lyte-menu,[role=dialog],[role=listbox],[role=menu]';

/** The table proper. Fixed columns are a second copy next to it. */
export const MAIN_COPY = '.lyteExpTableOrigTableInnerWrap';

/** Rows, by kind: those of the expandable table, or else any element that serves as a row. */
export const ROW_KINDS = ['lyte-exptable-tr', 'lyte-tr,tr,[role=row]'];

/** Rows without a record: the header, and placeholders of rows that are still to load. */
export const NO_DATA = '#listviewHeaderRow,#cxLvTableHeaderRow,.cxTableEmptyRow';
export const HEADER_CELL = /(?:^|-)th$/i;

/** The box that selects a row, and the cell around it. A yes/no field is the same component, elsewhere. */
export const SELECT_BOX = '[data-id=selectEntity],[id^=selectEntity_]';
export const SELECT_CELL = '[class*="checkboxcol" i],.lvCB';
export const NATIVE_BOX = 'input[type=checkbox]';

/** The span whose class shows the state of a box, and the class of a ticked one. */
export const BOX_STATE = 'span[class*="customcheckbox" i]';
export const IS_TICKED_STATE = /customcheckboxchecked/i;

/** Class of a ticked row. */
export const IS_TICKED_ROW = /rowselected/i;

/** Signs inside a row that it may be ticked. */
export const TICKED_MARKS =
  'span[class*="customcheckboxchecked" i],input:checked,lyte-checkbox[aria-checked=true],input[aria-checked=true]';

/**
 * Parts of a row that may carry its own record's id, and the form it has there. Row, box and input may carry it bare.
 */
export const MARKED_PARTS = '[id],[data-zcqa]';
export const MARKED_ID = /^(?:selectEntity|listView|listViewEdit|select|td|column)_(\d{15,20})(?:_|$)/;
export const BARE_ID = 'lt-prop-id';

/** Addresses of records, in rows of this module and of others: today's, and the old ones. */
export const RECORD_LINK = /\/tab\/([^/?#]+)\/(\d{15,20})(?:[/?#]|$)/;
export const OLD_LINK = /\.do\?(.*)/;

/** The link that clears the selection. The selection's count is next to it. */
export const CLEAR_SELECTION = '[data-zcqa=clearRecords]';
/** Parts next to that link that are no count. Scripts and styles show nothing. */
export const SELECTION_ACTIONS = 'a,button,li,[role=button],#selectAllRecords';

/** The list while "all records of this view" is on. */
export const WHOLE_VIEW = '[id$=vViewContainer]:is(.cxLvShowOverlay,.lvShowOverlay)';

/** Where the list says how many records its view has. */
export const VIEW_TOTAL = '#totalCountNo,.cxLvRecordCount';
