import type { SwitchesInput } from '../switches.ts';

/** The generations of names that a list may be drawn with. */
export const MARKUPS = ['live', 'cx', 'legacyTd'] as const;

/** Lists whose ticked rows identify their records, with every other difference, each in all three markups. */
export const READABLE_LISTS: readonly (readonly [string, SwitchesInput])[] = [
  ['as it is', {}],
  ['no id on the row', { idPlaces: ['checkbox', 'input', 'link', 'cells'] }],
  ['ids on boxes only', { idPlaces: ['checkbox', 'input'] }],
  ['ids on name links only', { idPlaces: ['link'] }],
  ['ids in cells only', { idPlaces: ['cells'] }],
  ['names without links', { nameLinks: false }],
  ['a class for ticked rows', { tickedRowClass: 'lvTableRowSelected' }],
  ['no row roles', { rowRoles: false }],
  ['ARIA states', { ariaStates: true }],
  ['inputs that follow', { inputsFollow: true }],
  ['copies of fixed columns', { fixedColumnClones: 'inStep' }],
  ['two header boxes', { twoHeaderBoxes: true }],
  ['rows without a box', { rowsWithoutCheckboxEvery: 3 }],
  ['yes/no marks', { yesNoCells: 'mark' }],
  ['yes/no boxes', { yesNoCells: 'checkbox' }],
  ['no tag column', { tagColumn: false }],
  ['rows still to come', { firstRows: 6, lateRowsMs: 60_000 }],
  ['a count of the selected', { readableCount: 'sentence' }],
  ['no offer of the whole view', { wholeView: 'none' }],
  ['few that may be selected', { selectLimit: 7 }],
  ['German words', { language: 'de' }],
  ['Japanese words', { language: 'ja' }],
];

/** Switches of the pages that change no list on their own. Other tests use them. */
export const NO_LIST_OF_THEIR_OWN = [
  'markup',
  'pageSizes',
  'defaultPageSize',
  'navigation',
  'oldListStaysMs',
  'withoutOrg',
] as const;
