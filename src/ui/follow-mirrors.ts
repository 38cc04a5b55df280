import { browser } from '../shared/browser.ts';
import type { RunSummary } from '../shared/run-summary.ts';
import { readMirrors, watchMirrors } from '../shared/run-mirrors.ts';
import type { PagePorts } from './models/ports.ts';

/** What is used of a port: it ends when the worker does. */
interface Line {
  readonly onDisconnect: { addListener(callback: () => void): void };
  disconnect(): void;
}

/** A worker that cannot be started is not asked again more often than this. */
const PAUSE_MS = 1_000;
/** Waits up to this long are a timer of the worker, which dies with it. */
const SHORT_WAIT_MS = 20_000;

/**
 * While a run is at work an open page hears at once when its worker dies, and has the browser start another; without it an
 * alarm would, within half a minute. To be told of every mirror; null for one that is gone.
 */
export function createWaker(connect: () => Line = lineToWorker): (runId: string, summary: RunSummary | null) => void {
  const atWork = new Set<string>();
  let line: Line | null = null;

  function open(): void {
    if (line !== null || atWork.size === 0) return;
    const own = connect();
    line = own;
    const since = Date.now();
    own.onDisconnect.addListener(() => {
      if (line !== own) return;
      line = null;
      setTimeout(open, Date.now() - since < PAUSE_MS ? PAUSE_MS : 0);
    });
  }

  function close(): void {
    if (atWork.size > 0) return;
    line?.disconnect();
    line = null;
  }

  return (runId, summary) => {
    if (summary !== null && isAtWork(summary)) atWork.add(runId);
    else atWork.delete(runId);
    open();
    close();
  };
}

function isAtWork({ state, until }: RunSummary): boolean {
  if (state === 'waiting') return until !== null && until - Date.now() <= SHORT_WAIT_MS;
  return state === 'reading' || state === 'running';
}

function lineToWorker(): Line {
  return browser.runtime.connect({ name: 'untag-open-page' });
}

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
