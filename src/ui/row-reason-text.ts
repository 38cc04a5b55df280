import { sentences } from '../shared/i18n.ts';
import type { RecordRow, Run } from '../runs/model/types.ts';
import { reasonsByTag } from '../runs/queries/reasons.ts';
import { type ReasonText, tagsReasonText } from './reason-text.ts';

/** Why a deleted tag was not made again in an undo, and what to do. */
export type UnmadeText = Omit<ReasonText, 'remedy'>;
/** Such tags by their ids before the deletion. */
export type Unmade = ReadonlyMap<string, UnmadeText>;

/**
 * The text for a record whose tags were not changed for different reasons, or that lacks tags which were not made again. Null
 * where there is one reason or none.
 */
export function rowReasonText(row: RecordRow, run: Pick<Run, 'tags'>, unmade: Unmade = new Map()): ReasonText | null {
  const { left, reason, tagReasons = [] } = row;
  const reasonOf = (place: number) => tagReasons.find(({ tag }) => tag === place)?.reason ?? reason;
  const saidOf = (place: number) =>
    reasonOf(place) === 'tag-deleted' ? unmade.get(run.tags[place]?.id ?? '') : undefined;
  const said = left.flatMap((place) => saidOf(place) ?? []);
  const isOther = (place: number) => saidOf(place) === undefined;
  const rest = { left: left.filter(isOther), tagReasons: tagReasons.filter(({ tag }) => isOther(tag)) };
  const reasons = reasonsByTag(said.length === 0 ? row : { ...row, ...rest }, run);
  if (reasons.length === 0 && said.length === 0) return null;
  const others = reasons.length === 0 ? { reason: '', todo: '', remedy: 'retry' as const } : tagsReasonText(reasons);
  return {
    reason: sentences([others.reason, ...said.map((one) => one.reason)]),
    todo: sentences([...new Set([others.todo, ...said.map(({ todo }) => todo)])]),
    remedy: others.remedy,
  };
}
