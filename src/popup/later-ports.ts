// What the ports of the popup load when it is first needed, as one bundle.
export { failuresByReason } from '../runs/queries/failures.ts';
export { readPreview } from '../runs/queries/preview.ts';
export { listRecords } from '../runs/queries/records.ts';
export { checkJournal } from '../runs/queries/runs.ts';
export { readClient } from '../shared/client-id.ts';
export { saveCsv } from '../ui/run-csv.ts';
