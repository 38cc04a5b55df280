// The popup's reads of the journal, loaded when they are first needed.
export { failuresByReason } from '../runs/queries/failures.ts';
export { readPreview } from '../runs/queries/preview.ts';
export { listRecords } from '../runs/queries/records.ts';
export { checkJournal } from '../runs/queries/runs.ts';
