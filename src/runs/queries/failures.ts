import { canRetry } from '../model/refusal.ts';
import { storeError } from '../../shared/store-faults.ts';
import type { RecordReason, RecordRow } from '../model/types.ts';
import { matching } from './records.ts';

/** Records that failed for one reason, or were taken off in part for it. */
export interface FailureGroup {
  readonly reason: RecordReason;
  readonly zohoCode: string | null;
  readonly zohoMessage: string | null;
  readonly records: number;
  /** The first of them. */
  readonly first: readonly RecordRow[];
  /** Whether trying again can help. */
  readonly canRetry: boolean;
}

/**
 * Records that still carry a chosen tag, by reason, the largest group first; other words of Zoho are another group.
 * Throws `storage-broken`.
 */
export async function failuresByReason(runId: string, { first }: { first: number }): Promise<FailureGroup[]> {
  const groups = new Map<string, FailureGroup & { records: number; readonly first: RecordRow[] }>();
  try {
    for (const outcome of ['failed', 'partly'] as const)
      for await (const row of matching(runId, { outcome, search: '', after: null })) {
        const reason = row.reason ?? 'other';
        const words = reason === 'other' ? { zohoCode: row.zohoCode, zohoMessage: row.zohoMessage } : NO_WORDS;
        const key = JSON.stringify([reason, words]);
        const group = groups.get(key) ?? { reason, ...words, records: 0, first: [], canRetry: canRetry(reason) };
        group.records += 1;
        if (group.first.length < first) group.first.push(row);
        groups.set(key, group);
      }
  } catch (error) {
    throw storeError(error);
  }
  return [...groups.values()].sort((a, b) => b.records - a.records);
}

const NO_WORDS = { zohoCode: null, zohoMessage: null } as const;
