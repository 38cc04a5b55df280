import * as v from 'valibot';
import { type AppError, toAppError } from './errors.ts';
import { stored } from './stored-value.ts';

/** Most notes that are kept; the oldest are dropped. */
const MOST_NOTES = 100;

const noteSchema = v.object({
  /** When it happened last, in milliseconds since the epoch. */
  at: v.number(),
  /** The part of Untag that failed. */
  place: v.string(),
  /** Error code and facts about it. */
  fault: v.string(),
  /** How often it happened in succession. */
  times: v.number(),
});
type Note = v.InferOutput<typeof noteSchema>;

/**
 * Failures of work that nobody waits for, newest last: codes and places, with no record, name or token. Pages add them
 * to the details for a fault report.
 */
const notesItem = stored('session', 'notes', v.array(noteSchema), []);

let unwritten: readonly Note[] = [];
let isWriting = false;

/** Keeps a note of a failure. Never throws: where the store fails, only this page or worker remembers it. */
export function note(place: string, error: unknown): void {
  unwritten = joined(unwritten, [{ at: Date.now(), place, fault: faultOf(toAppError(error)), times: 1 }]);
  writeNotes().catch(() => undefined);
}

/** Starts a task without waiting for it, and notes its failure. */
export function inBackground(task: Promise<unknown>, place: string): void {
  task.catch((error: unknown) => note(place, error));
}

/** Notes uncaught errors and unhandled rejections. Call it once in each page and worker, before anything else. */
export function noteStrayFailures(): void {
  globalThis.addEventListener('unhandledrejection', ({ reason }) => note('unhandled', reason));
  globalThis.addEventListener('error', ({ error }: ErrorEvent) => note('uncaught', error));
}

/** All notes as lines of text, oldest first; those of this page where the store fails. */
export async function notesText(): Promise<string> {
  const written = await notesItem.get().catch(() => []);
  return joined(written, unwritten).map(lineOf).join('\n');
}

/** Details for a fault report, with all notes. */
export async function withNotes(details: string): Promise<string> {
  const notes = await notesText();
  return notes === '' ? details : `${details}\n\n${notes}`;
}

async function writeNotes(): Promise<void> {
  if (isWriting) return;
  isWriting = true;
  let added: readonly Note[] = [];
  try {
    while (unwritten.length > 0) {
      added = unwritten;
      unwritten = [];
      await notesItem.change((notes) => joined(notes, added));
    }
  } catch (error) {
    unwritten = joined(added, unwritten);
    throw error;
  } finally {
    isWriting = false;
  }
}

/** The newest of both lists. Repeats of the last note are counted. */
function joined(notes: readonly Note[], added: readonly Note[]): Note[] {
  const all = [...notes];
  for (const next of added) {
    const last = all.at(-1);
    const isRepeat = last !== undefined && last.place === next.place && last.fault === next.fault;
    if (isRepeat) all.splice(-1, 1, { ...next, times: last.times + next.times });
    else all.push(next);
  }
  return all.slice(-MOST_NOTES);
}

function lineOf({ at, place, fault, times }: Note): string {
  return `${new Date(at).toISOString()} ${place}: ${fault}${times > 1 ? ` (${times} times)` : ''}`;
}

/** Messages of browsers and of Zoho may quote anything, so only parts that cannot hold a name or a token are kept. */
function faultOf({ code, details, cause }: AppError): string {
  const { status, zohoCode } = details;
  const facts = [
    status,
    /^[A-Z0-9_]{2,60}$/.exec(zohoCode ?? '')?.[0],
    cause instanceof Error ? originOf(cause) : null,
  ];
  const known = facts.filter((fact) => fact !== undefined && fact !== null);
  return known.length === 0 ? code : `${code} (${known.join(', ')})`;
}

/** The kind of a foreign error, and the place in Untag's code where it was thrown. */
function originOf({ name, stack = '' }: Error): string {
  const kind = /^\w{1,60}$/.test(name) ? name : 'Error';
  const place = /[\w.-]+\.(?:js|tsx?):\d+:\d+/.exec(stack)?.[0];
  return place === undefined ? kind : `${kind} at ${place}`;
}
