import { readRun } from '../runs/read/runs.ts';
import { runCsv } from '../ui/run-csv.ts';
import { saveFile } from '../ui/save-file.ts';

/** Hands the user the records of a run as a CSV file; nothing where the run is gone. Throws `storage-broken`. */
export async function saveCsv(runId: string): Promise<void> {
  const run = await readRun(runId);
  if (run === null) return;
  const file = await runCsv(run);
  saveFile(file.name, file);
}
