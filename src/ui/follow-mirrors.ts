import { readMirrors, watchMirrors } from '../shared/run-mirrors.ts';
import type { PagePorts } from './models/ports.ts';
import { createWaker } from './wake-worker.ts';

/** The mirrors of all runs, for a page; as long as it is open the worker of a run that is at work is not missed for long. */
export function followMirrors(): PagePorts['mirrors'] {
  const see = createWaker();
  return {
    async read() {
      const summaries = await readMirrors();
      for (const summary of summaries) see(summary.id, summary);
      return summaries;
    },
    watch: (callback) =>
      watchMirrors((runId, summary) => {
        see(runId, summary);
        callback(runId, summary);
      }),
  };
}
