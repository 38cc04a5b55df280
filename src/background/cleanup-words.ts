import type { CleanupMirror } from '../shared/cleanup-mirrors.ts';
import { records } from '../shared/nouns.ts';

/** A count of a clean-up's records with its noun: `12 leads`; of several modules `12 records`. */
export function recordsOf({ steps }: Pick<CleanupMirror, 'steps'>, n: number): string {
  const [first, ...others] = steps;
  return records(n, first !== undefined && others.length === 0 ? first.module : null);
}

/** The number of records in all modules that had a chosen tag; in an undo, the number to restore. */
export function concernedOf({ counts, isUndo }: Pick<CleanupMirror, 'counts' | 'isUndo'>): number {
  const all = Object.values(counts).reduce((sum, n) => sum + n, 0);
  return isUndo ? all : all - counts['had-none'];
}
