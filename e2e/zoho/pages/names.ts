/** The generation of names in a list. */
export type Markup = 'live' | 'cx' | 'legacyTd';

/** Names that differ between the markups: the live page is the shared component with the `cx` prefix dropped in places. */
export interface Names {
  readonly headerRow: string;
  readonly checkboxColumn: string;
  readonly unticked: string;
  readonly ticked: string;
  readonly partial: string;
  readonly tickedRow: string;
  readonly tableId: string;
  /** Element names of the table's parts. */
  readonly row: string;
  readonly cell: string;
  readonly headCell: string;
}

export const NAMES: Readonly<Record<Markup, Names>> = {
  live: {
    headerRow: 'listviewHeaderRow',
    checkboxColumn: 'lvCheckboxCol',
    unticked: 'customCheckBox',
    ticked: 'customCheckBoxChecked',
    partial: 'customCheckBox partialselect',
    tickedRow: '',
    tableId: 'listViewTable',
    row: 'lyte-exptable-tr',
    cell: 'lyte-exptable-td',
    headCell: 'lyte-exptable-th',
  },
  cx: {
    headerRow: 'cxLvTableHeaderRow',
    checkboxColumn: 'cxLvCheckboxCol',
    unticked: 'cxListVwCustomCheckBox',
    ticked: 'cxListVwCustomCheckBoxChecked',
    partial: 'cxListVwCustomCheckBox cxListVwPartialselect',
    tickedRow: 'cxLvTableRowSelected',
    tableId: 'cxListViewTable',
    row: 'lyte-exptable-tr',
    cell: 'lyte-exptable-td',
    headCell: 'lyte-exptable-th',
  },
  legacyTd: {
    headerRow: 'lvHeaderRow',
    checkboxColumn: 'lvCB',
    unticked: 'customCheckBox',
    ticked: 'customCheckBoxChecked',
    partial: 'customCheckBox partialselect',
    tickedRow: '',
    tableId: 'listViewTable',
    row: 'tr',
    cell: 'td',
    headCell: 'th',
  },
};

/** The server's data about a list for the client script. Zoho's components hold it where no other script sees it. */
export interface ListData {
  /** Ticks last as long as this stays the same: org, module, view, sorting. */
  readonly selectionKey: string;
  readonly markup: Markup;
  /** Record ids in the order of the rows, first the painted ones, then the late ones. */
  readonly ids: readonly string[];
  /** Those among them whose rows have no box: under approval or locked. */
  readonly boxless: readonly string[];
  readonly tickedRowClass: string;
  readonly ariaStates: boolean;
  readonly inputsFollow: boolean;
  readonly staleClones: boolean;
  readonly lateRowsMs: number;
  readonly readableCount: 'none' | 'number' | 'sentence';
  readonly wholeView: 'none' | 'offered' | 'on';
  readonly total: number;
  readonly selectLimit: number;
  /** Sentences with `{n}` in them. */
  readonly words: { readonly selected: string; readonly wholeView: string; readonly limit: string };
}

/** The server's data about every page for the client script. */
export interface AppData {
  readonly navigation: 'clears' | 'lags';
  readonly oldListStaysMs: number;
}
