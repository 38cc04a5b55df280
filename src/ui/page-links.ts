/** The report, opened on one run or on the list of all. */
export function reportUrl(runId: string | null): string {
  return `/src/report/index.html${runId === null ? '' : `?run=${runId}`}`;
}

export const OPTIONS_URL = '/src/options/index.html';
