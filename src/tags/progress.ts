import { inBackground } from '../shared/notes.ts';
import { progressOf, type TagJob } from './model/job.ts';
import type { TagsPorts } from './ports.ts';

/** Between two mirrors of a job that only counts on. Each costs every page some work. */
const PAUSE_MS = 100;

/** Keeps the progress that pages see in step with the jobs. Changes that come while one is being written are written as one. */
export interface Progress {
  show(job: TagJob, reading: ReadonlySet<string>): void;
  /** Writes no more of what was shown; of one connection where it is named. Resolves when nothing is being written. */
  drop(connectionId?: string): Promise<void>;
  /** Resolves when all that was shown is written, or could not be. */
  written(): Promise<void>;
}

/** No module is being asked for. */
export const NOTHING_READ: ReadonlySet<string> = new Set();

interface Writer {
  done: Promise<void>;
  /** Rings when somebody waits for all to be written: it pauses no more then. */
  readonly hurry: AbortController;
}

export function createProgress(ports: Pick<TagsPorts, 'progress' | 'clock' | 'note'>): Progress {
  const waiting = new Map<string, { job: TagJob; reading: readonly string[] }>();
  const writers = new Map<string, Writer>();

  async function writeAll(connectionId: string, writer: Writer): Promise<void> {
    for (let next = waiting.get(connectionId); next !== undefined; next = waiting.get(connectionId)) {
      waiting.delete(connectionId);
      const progress = progressOf(next.job, new Set(next.reading));
      await ports.progress.write(connectionId, progress).catch((error: unknown) => ports.note(error, 'tags.progress'));
      const isUrgent = next.job.state !== 'working' || writer.hurry.signal.aborted;
      if (!isUrgent) await ports.clock.wait(PAUSE_MS, writer.hurry.signal).catch(() => undefined);
    }
    writers.delete(connectionId);
  }

  return {
    show(job, reading) {
      const { connectionId } = job;
      waiting.set(connectionId, { job, reading: [...reading] });
      const present = writers.get(connectionId);
      if (present !== undefined) {
        if (job.state !== 'working') present.hurry.abort();
        return;
      }
      const writer: Writer = { done: Promise.resolve(), hurry: new AbortController() };
      writers.set(connectionId, writer);
      writer.done = writeAll(connectionId, writer);
      inBackground(writer.done, 'tags.progress');
    },
    async drop(connectionId) {
      const dropped = [...writers].filter(([id]) => connectionId === undefined || id === connectionId);
      for (const [id, { hurry }] of dropped) {
        waiting.delete(id);
        hurry.abort();
      }
      await Promise.all(dropped.map(([, { done }]) => done));
    },
    async written() {
      for (const { hurry } of writers.values()) hurry.abort();
      await Promise.all([...writers.values()].map(({ done }) => done));
    },
  };
}
