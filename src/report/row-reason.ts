import { sentences, text } from '../shared/i18n.ts';
import { shownName } from '../shared/names.ts';
import type { Run } from '../runs/model/types.ts';
import { list } from '../ui/formats.ts';
import type { ShownRow } from './shown-row.ts';
import { reasonText, stillThereText } from '../ui/reason-text.ts';
import { rowReasonText, type Unmade } from '../ui/row-reason-text.ts';

export interface RowReason {
  readonly reason: string;
  readonly todo: string;
}

const NOTHING: RowReason = { reason: '', todo: '' };

/**
 * Why a record ended with its outcome, and the remedy; empty where the outcome needs no reason. `unmade`: the deleted tags
 * that the undo of a clean-up has not made again.
 */
export function rowReason(row: ShownRow, run: Run, unmade?: Unmade): RowReason {
  if (row.reason !== null) {
    const several = rowReasonText(row, run, unmade);
    if (several !== null) return several;
    const left = row.left.flatMap((place) => run.tags[place] ?? []).map(({ name }) => name);
    const named = left.length > 0 && { tag: list(left.map((name) => shownName(name))) };
    const { reason, todo } = reasonText(row.reason, { ...row, ...named });
    const still = row.outcome === 'partly' && run.kind !== 'undo' ? stillThereText(left) : '';
    return { reason: sentences([still, reason]), todo };
  }
  if (row.outcome !== 'had-none' || run.kind !== 'removal') return NOTHING;
  const chosen = run.chosen.length;
  return { reason: text(chosen === 1 ? 'rep_had_one' : chosen === 2 ? 'rep_had_two' : 'rep_had_many'), todo: '' };
}
