import { inBackground } from '../shared/notes.ts';
import { progressOf, type TagJob } from './model/job.ts';
import type { TagsPorts } from './ports.ts';

/** Between two mirrors of a job that only counts on. Each costs every page some work. */
const PAUSE_MS = 100;

/** Keeps the progress that pages see in step with the jobs. Changes that come while one is being written are written as one. */
export interface Progress {
  show(job: TagJob, reading: ReadonlySet<string>): void;
  /** Resolves when all that was shown is written, or could not be. */
  written(): Promise<void>;
}

/** No module is being asked for. */
export const NOTHING_READ: ReadonlySet<string> = new Set();

export function createProgress(ports: Pick<TagsPorts, 'progress' | 'clock' | 'note'>): Progress {
  const waiting = new Map<string, { job: TagJob; reading: readonly string[] }>();
  const writers = new Map<string, { done: Promise<void>; bell: AbortController }>();

  async function writeAll(connectionId: string, bell: () => AbortSignal): Promise<void> {
    for (let next = waiting.get(connectionId); next !== undefined; next = waiting.get(connectionId)) {
      waiting.delete(connectionId);
      const rung = bell();
      const progress = progressOf(next.job, new Set(next.reading));
      await ports.progress.write(connectionId, progress).catch((error: unknown) => ports.note(error, 'tags.progress'));
      if (next.job.state === 'working' && !rung.aborted) await ports.clock.wait(PAUSE_MS, rung).catch(() => undefined);
    }
    writers.delete(connectionId);
  }

  return {
    show(job, reading) {
      const { connectionId } = job;
      waiting.set(connectionId, { job, reading: [...reading] });
      const present = writers.get(connectionId);
      if (present !== undefined) {
        if (job.state !== 'working') present.bell.abort();
        return;
      }
      const writer = { done: Promise.resolve(), bell: new AbortController() };
      writers.set(connectionId, writer);
      writer.done = writeAll(connectionId, () => {
        writer.bell = new AbortController();
        return writer.bell.signal;
      });
      inBackground(writer.done, 'tags.progress');
    },
    async written() {
      for (const { bell } of writers.values()) bell.abort();
      await Promise.all([...writers.values()].map(({ done }) => done));
    },
  };
}
