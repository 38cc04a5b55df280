import { type Aim, isDoubtful, settled, todo, whyKept } from './outcome.ts';
import type { RecordRow, Run } from './types.ts';

/**
 * Tags are removed by name, and a name can pass to another tag between the reading of the names and the call. Then the call takes
 * a tag off that nobody chose. A record's own tags prove that where a chosen one is still there (`RecordRow.mistaken`); else
 * what the tags are called tells (`RecordRow.suspected`).
 */

/** Whether a record has, beside those it had before, another tag that nobody chose and that is gone: by mistake, or it may be. */
export function hasNewLoss(before: RecordRow, after: RecordRow): boolean {
  const known = before.suspected?.tags ?? [];
  return hasNewMistake(before, after) || (after.suspected?.tags.some((tag) => !known.includes(tag)) ?? false);
}

/** Whether one of them went by mistake: then the name is another tag's, and not to be used again. */
export function hasNewMistake(before: RecordRow, after: RecordRow): boolean {
  return after.mistaken.some((tag) => !before.mistaken.includes(tag));
}

/**
 * Whether a call without an answer may still take another tag: it asked for one under a name that is not its name any more.
 * Then that the chosen tags are gone is no end yet.
 */
export function mayTakeAnother(row: RecordRow): boolean {
  return isDoubtful(row) && (row.doubt?.named ?? []).some(({ isPast = false }) => isPast);
}

/** The record with its place in the run kept open as long as tags are to be put back. */
export function heldOpen(row: RecordRow): RecordRow {
  return { ...row, outcome: 'pending' };
}

/** The record once nothing is put back any more: it goes on, or ends as it would have. */
export function released(row: RecordRow, aim: Aim): RecordRow {
  if (row.outcome !== 'pending' || todo(row).length > 0 || isDoubtful(row)) return row;
  return settled(row, aim, whyKept(row));
}

/**
 * The record once the names are known, by id: of the tags that may have gone by mistake those did which bear a name that was
 * sent. Nothing is suspected any more.
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
 * Whether a tag cannot be asked for on a record: a call has shown that Zoho takes its name for that of another tag, and the record
 * carries that one.
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

/** Whether Zoho may hold two names for one: nobody documents whether letter case and outer blanks count. */
function isSameName(one: string, other: string | null): boolean {
  return other !== null && folded(one) === folded(other);
}

function folded(name: string): string {
  return name.normalize('NFKC').trim().toLowerCase();
}
