import { inBackground } from '../shared/notes.ts';
import { progressOf, type TagJob } from './model/job.ts';
import type { TagsPorts } from './ports.ts';

/** Milliseconds between two mirrors of a job whose counts grow. Each mirror costs every page some work. */
const PAUSE_MS = 100;

/** Writes the progress of jobs for pages. Changes during a write are merged into the next one. */
export interface Progress {
  show(job: TagJob, reading: ReadonlySet<string>): void;
  /** Drops what is not written yet, for one connection or for all. Resolves when no write is under way. */
  drop(connectionId?: string): Promise<void>;
  /** Resolves when everything shown was written, or failed to be. */
  written(): Promise<void>;
}

/** No module is being requested. */
export const NOTHING_READ: ReadonlySet<string> = new Set();

interface Writer {
  done: Promise<void>;
  /** Aborted when somebody waits for the writes. They then make no pauses. */
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
