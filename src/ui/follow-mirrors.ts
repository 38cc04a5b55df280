import { browser } from '../shared/browser.ts';
import type { RunSummary } from '../shared/run-summary.ts';
import { readMirrors, watchMirrors } from '../shared/run-mirrors.ts';
import type { PagePorts } from './models/ports.ts';

/** The used part of a port. It ends with the worker. */
interface Line {
  readonly onDisconnect: { addListener(callback: () => void): void };
  disconnect(): void;
}

/** Least milliseconds between two attempts to start a worker that does not start. */
const PAUSE_MS = 1_000;
/** Waits up to this length are a timer of the worker, which ends with it, in milliseconds. */
const SHORT_WAIT_MS = 20_000;

/**
 * Watches a working run. An open page learns at once when its worker dies, and makes the browser start another. Without
 * a page, an alarm would do so within half a minute. Call it with each mirror; null for one that was removed.
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

/** Follows the mirrors of all runs for a page. While the page is open, the worker of a live run is replaced at once. */
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
