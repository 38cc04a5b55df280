import * as v from 'valibot';
import { browser } from './browser.ts';
import { type RunSummary, runSummarySchema } from './run-summary.ts';

/** Keys of the mirrors in `storage.session`. */
export const RUN_PREFIX = 'run:';

/**
 * The mirrors of all runs in sight, unordered. A mirror that does not parse is left out, because the journal has the
 * run whole.
 */
export async function readMirrors(): Promise<RunSummary[]> {
  const all: Record<string, unknown> = await browser.storage.session.get(null);
  return Object.entries(all).flatMap(([key, value]) => (key.startsWith(RUN_PREFIX) ? (parseMirror(value) ?? []) : []));
}

/**
 * Calls back with the mirror of any run that changes, or null for one that was removed. Returns the function that stops
 * it.
 */
export function watchMirrors(callback: (runId: string, summary: RunSummary | null) => void): () => void {
  const listener = (changes: Record<string, { newValue?: unknown }>, area: string) => {
    if (area !== 'session') return;
    for (const [key, { newValue }] of Object.entries(changes))
      if (key.startsWith(RUN_PREFIX)) callback(key.slice(RUN_PREFIX.length), parseMirror(newValue));
  };
  browser.storage.onChanged.addListener(listener);
  return () => browser.storage.onChanged.removeListener(listener);
}

export function writeMirror(summary: RunSummary): Promise<void> {
  return browser.storage.session.set({ [RUN_PREFIX + summary.id]: summary });
}

/** Revision of each mirror, by run id. A mirror that does not parse has none. */
export async function mirrorRevisions(): Promise<ReadonlyMap<string, number>> {
  const all: Record<string, unknown> = await browser.storage.session.get(null);
  const mirrors = Object.entries(all).filter(([key]) => key.startsWith(RUN_PREFIX));
  return new Map(mirrors.map(([key, value]) => [key.slice(RUN_PREFIX.length), parseMirror(value)?.revision ?? -1]));
}

export function removeMirror(runId: string): Promise<void> {
  return browser.storage.session.remove(RUN_PREFIX + runId);
}

/** A stored mirror; null for anything else. */
export function parseMirror(value: unknown): RunSummary | null {
  const result = v.safeParse(runSummarySchema, value);
  return result.success ? result.output : null;
}
