import { isSameName } from '../../shared/same-name.ts';
import { type Aim, isDoubtful, settled, todo, whyKept } from './outcome.ts';
import type { RecordRow, Run } from './types.ts';

/**
 * Tags are removed by name, and a name can pass to another tag between the reading of names and the call. The call then
 * removes a tag that nobody chose. If a chosen tag is still on the record, this proves it (`RecordRow.mistaken`).
 * Otherwise only the tags' names can tell (`RecordRow.suspected`).
 */

/** Whether `after` lacks a further tag that nobody chose, by a proven or a suspected mistake. */
export function hasNewLoss(before: RecordRow, after: RecordRow): boolean {
  const known = before.suspected?.tags ?? [];
  return hasNewMistake(before, after) || (after.suspected?.tags.some((tag) => !known.includes(tag)) ?? false);
}

/** Whether `after` has a further proven mistake. The name then belongs to another tag and must not be used again. */
export function hasNewMistake(before: RecordRow, after: RecordRow): boolean {
  return after.mistaken.some((tag) => !before.mistaken.includes(tag));
}

/**
 * Whether a call without an answer may still remove another tag, because the name that it sent has changed since. The
 * record then stays open, even without its chosen tags.
 */
export function mayTakeAnother(row: RecordRow): boolean {
  return isDoubtful(row) && (row.doubt?.named ?? []).some(({ isPast = false }) => isPast);
}

/** The record, kept pending until its tags are put back. */
export function heldOpen(row: RecordRow): RecordRow {
  return { ...row, outcome: 'pending' };
}

/** The record after its tags were put back. It continues, or ends with its own result. */
export function released(row: RecordRow, aim: Aim): RecordRow {
  if (row.outcome !== 'pending' || todo(row).length > 0 || isDoubtful(row)) return row;
  return settled(row, aim, whyKept(row));
}

/**
 * The record after the names were read. Suspected tags that have a sent name were removed by mistake. All other
 * suspicions end. `names`: current names by tag id.
 */
export function withNamesKnown(
  row: RecordRow,
  { tags }: Pick<Run, 'tags'>,
  names: ReadonlyMap<string, string>,
): RecordRow {
  const { suspected, mistaken } = row;
  if (suspected === null) return row;
  const nameOf = (tag: number) => names.get(tags[tag]?.id ?? '') ?? null;
  const bearers = suspected.tags.filter((tag) => suspected.names.some((sent) => isSameName(sent, nameOf(tag))));
  return { ...row, suspected: null, mistaken: [...new Set([...mistaken, ...bearers])].sort((a, b) => a - b) };
}

/**
 * Whether a tag's name would remove another tag of the record: an earlier call has shown that Zoho uses the name for
 * that tag.
 */
export function isNameOfAnother(
  row: RecordRow,
  { mistake, tags }: Run,
  name: string,
  names: ReadonlyMap<string, string>,
): boolean {
  return (mistake?.tags ?? []).some(
    (tag) => row.seen.includes(tag) && isSameName(name, names.get(tags[tag]?.id ?? '') ?? null),
  );
}
