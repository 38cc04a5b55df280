import { storeError } from '../../shared/store-faults.ts';
import { lacksNeeded } from '../model/outcome.ts';
import { isReopened } from '../model/reopening.ts';
import type { RecordReason, RecordRow, Run } from '../model/types.ts';
import { reasonsByTag, type TagsReason } from './reasons.ts';
import { matching } from './records.ts';
import { readRun } from './runs.ts';

/** A record that is not finished, with the names of the chosen tags that it still has after others of them are gone. */
export interface UnfinishedRow extends RecordRow {
  readonly stillThere: readonly string[];
  /** Where single tags were not changed for different reasons. */
  readonly reasons: readonly TagsReason[];
}

/** Records with one reason for their failure, also partial ones. */
export interface FailureGroup {
  readonly reason: RecordReason;
  readonly zohoCode: string | null;
  readonly zohoMessage: string | null;
  readonly records: number;
  /** The first of them. */
  readonly first: readonly UnfinishedRow[];
  /** The number of them that a retry reopens. */
  readonly retried: number;
  /** The number of them that a stopped run reopens when it continues: those left half-done. */
  readonly continued: number;
}

/**
 * Records that still carry a chosen tag, by reason, the largest group first. For the reason `other`, each wording of
 * Zoho is a group. `skipsLacking` leaves out records that kept their tags because they lack another one: the run that
 * was to change that one has their reason. Throws `storage-broken`.
 */
export async function failuresByReason(
  runId: string,
  { first, skipsLacking = false }: { first: number; skipsLacking?: boolean },
): Promise<FailureGroup[]> {
  const groups = new Map<string, Growing>();
  try {
    const run = await readRun(runId);
    const stillThere = ({ outcome, left }: RecordRow): readonly string[] =>
      outcome === 'partly' && run?.kind === 'removal' ? left.flatMap((place) => run.tags[place]?.name ?? []) : [];
    for (const outcome of ['failed', 'partly'] as const)
      for await (const row of matching(runId, { outcome, search: '', after: null })) {
        if (skipsLacking && lacksNeeded(row)) continue;
        const reason = row.reason ?? 'other';
        const words = reason === 'other' ? { zohoCode: row.zohoCode, zohoMessage: row.zohoMessage } : NO_WORDS;
        const key = JSON.stringify([reason, words]);
        const group = groups.get(key) ?? { reason, ...words, records: 0, first: [], retried: 0, continued: 0 };
        group.records += 1;
        group.retried += Number(isReopened(row, 'failed'));
        group.continued += Number(isReopened(row, 'not-sent'));
        if (group.first.length < first)
          group.first.push({ ...row, stillThere: stillThere(row), reasons: reasonsByTag(row, run ?? NO_TAGS) });
        groups.set(key, group);
      }
  } catch (error) {
    throw storeError(error);
  }
  return [...groups.values()].sort((a, b) => b.records - a.records);
}

type Growing = { -readonly [Field in keyof FailureGroup]: FailureGroup[Field] } & { readonly first: UnfinishedRow[] };

const NO_TAGS: Pick<Run, 'tags'> = { tags: [] };
const NO_WORDS = { zohoCode: null, zohoMessage: null } as const;
