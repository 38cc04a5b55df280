import * as v from 'valibot';

/** Switches of the CRM pages. */
export const SwitchesPagesSchema = v.object({
  /** Markup of the list. */
  markup: v.optional(v.picklist(['live', 'cx', 'legacyTd']), 'live'),
  /** Rows exist twice: the second time in the fixed-column clone. */
  fixedColumnClones: v.optional(v.boolean(), false),
  /** Milliseconds after which the second half of the rows is appended; 0 = all at once. */
  lateRowsMs: v.optional(v.number(), 0),
  /** Every n-th row is under approval and has no checkbox; 0 = none. */
  rowsWithoutCheckboxEvery: v.optional(v.number(), 0),
  /** The selection bar carries a count that a script could read; the live one is unknown. */
  readableCount: v.optional(v.boolean(), false),
  /** The CRM is shown by a shell page (Zoho One, CRM Plus) in an iframe. */
  shell: v.optional(v.picklist(['none', 'one', 'crmplus']), 'none'),
});
