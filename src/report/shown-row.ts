import type { JoinedRow } from '../cleanups/queries/joined.ts';
import type { RecordRow, Run } from '../runs/model/types.ts';
import { putsOn } from '../shared/run-facts.ts';

/** A record of a run, or of the two runs of a replace. */
export type ShownRow = RecordRow | JoinedRow;

/** Positions in `Run.tags` of the tags that came on and off a record. */
export function changesOf(row: ShownRow, run: Pick<Run, 'kind'>): { on: readonly number[]; off: readonly number[] } {
  if ('put' in row) return { on: row.put, off: [...row.lost, ...row.mistaken] };
  return putsOn(run) ? { on: row.lost, off: row.mistaken } : { on: [], off: [...row.lost, ...row.mistaken] };
}
