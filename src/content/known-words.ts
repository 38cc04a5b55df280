/*
 * Words that a diagnosis may repeat from a page: names of HTML and of Zoho's own code. Sources: HTML and ARIA; for
 * Zoho's names, public code that works on its pages. Any other word may be a company's own, and is only counted.
 */

/** Digits in a name are written as `#`. */
export const ELEMENTS: ReadonlySet<string> = words(`
  html body main header footer nav section article aside div span p a b i u em strong small label input button form
  fieldset select option textarea ul ol li dl dt dd table thead tbody tfoot tr th td colgroup col img svg path use iframe
  h1 h2 h3 h4 h5 h6 hr br canvas
  crux-list-view crux-table-component crux-smart-filter crux-lookup-component crux-tag-component crux-boolean-component
  crm-listview crm-menu crm-tab crm-related-list-view-header link-to
  lyte-expresstable lyte-exptable lyte-exptable-thead lyte-exptable-tbody lyte-exptable-tr lyte-exptable-th
  lyte-exptable-td lyte-table lyte-thead lyte-tbody lyte-tr lyte-th lyte-td lyte-checkbox lyte-text lyte-card lyte-yield
  lyte-modal lyte-wormhole lyte-drop-box lyte-dropdown lyte-menu lyte-icon lyte-button lyte-input`);

export const ATTRIBUTES: ReadonlySet<string> = words(`
  id class style title type role href src value name for checked disabled hidden fixed sort tabindex
  aria-label aria-selected aria-checked aria-hidden aria-rowindex aria-colindex aria-sort
  data-id data-zcqa data-params data-value lt-prop lt-prop-id lt-prop-title lt-prop-checked
  cx-prop-module cx-prop-row-zcqa cx-prop-selected-ids`);

/** Attributes whose values are words, and these words. */
export const VALUES: Readonly<Record<string, ReadonlySet<string>>> = {
  type: words('checkbox radio text search hidden button submit number email'),
  role: words(`row rowgroup grid table cell gridcell columnheader rowheader checkbox button link list listitem listbox menu
    menuitem dialog presentation none navigation main search status alert tab tablist tabpanel`),
  fixed: words('enable disable true false'),
  hidden: words('hidden true until-found'),
  'aria-selected': words('true false'),
  'aria-checked': words('true false mixed'),
  'aria-hidden': words('true false'),
  'data-id': words('selectEntity'),
  'data-zcqa': words('detailView clearRecords listView_selectAllEntity appTopMenuTitle'),
};

/** Zoho's ids, and the part before the `#` of those that end in a number. */
export const IDS: ReadonlySet<string> = words(`
  # selectEntity_# listView_# listViewEdit_# select_#
  listcrux listViewTable cxListViewTable listviewtablescroll listviewHeaderRow cxLvTableHeaderRow selectAllEntity
  selectCheckbox selectAllRecords clearRecords checkAll lv_left_filter cxLvViewContainer lvViewContainer totalCountNo
  moreAct crmLoadFrame crmNextGenTopMenu lvTred`);

export const CLASSES: ReadonlySet<string> = words(`
  lvCheckboxCol cxLvCheckboxCol customCheckBox customCheckBoxChecked cxListVwCustomCheckBox cxListVwCustomCheckBoxChecked
  cxListVwPartialselect lyteCheckbox lyteDefault lyteCboxChecked lyteCboxUnchecked lvCB fixedColumnLV LVSecondCol
  scrollColun lv_data_textfield lv_data_email cellWrap sort mW# w# m# p# f# cP dIB
  cxTableEmptyRow cxTableUpRow cxTableDownRow cruxHideRow cxLvTableRowSelected lvTableRowSelected cxLvShowOverlay
  lvShowOverlay cxLvRecordCount cxLvHeaderSelectAllBtn cxLvWaitingApprovalIcon cxLvLockIcon cxLvTableTagElem
  lyteExpTableOrigTableInnerWrap cxLink cxLookupViewWrapper cxLookupCompLink cxPropIsLinkToNotSupported
  listview_taglists tagElementList cxAddedTags cxTag# cxTagNoFillCol moreTagOption moreCount cxTagMoreCountUnderline
  criteria-yes pageCount lyteSingleFront crm-kv-card crm-kv-header-link crmlistview-canvas-selectionbox`);

function words(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}
