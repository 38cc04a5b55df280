import { type Aim, isDoubtful, settled, todo, whyKept } from './outcome.ts';
import type { Named, RecordRow, Run } from './types.ts';

/**
 * Tags are removed by name, and a name can pass to another tag between the reading of the names and the call. Then the call takes
 * a tag off that nobody chose. This is how that is seen, and which tags are put back.
 */

/** All names that the run has asked for, with those of one more call. */
export function withNamed(named: readonly Named[] = [], call: ReadonlyMap<number, string>): readonly Named[] {
  const others = named.filter(({ tag, name }) => call.get(tag) !== name);
  return [
    ...others.map((one) => (call.has(one.tag) ? past(one) : one)),
    ...[...call].map(([tag, name]) => ({ tag, name })),
  ];
}

/** The names that the run has asked for, held against what tags are called now, by position. */
export function checkedNames(named: readonly Named[], nameOf: (tag: number) => string | null): readonly Named[] {
  return named.map(({ tag, name }) => (nameOf(tag) === name ? { tag, name } : past({ tag, name })));
}

function past(one: Named): Named {
  return { ...one, isPast: true };
}

/** Whether a record has, beside those it had before, another tag that nobody chose and that is gone. */
export function hasNewMistake(before: RecordRow, after: RecordRow): boolean {
  return after.mistaken.some((tag) => !before.mistaken.includes(tag));
}

/** The chosen tags that a call named and that are still there: their name was not theirs, or Zoho kept them. */
export function keptOf({ left }: RecordRow, named: readonly number[]): readonly number[] {
  return named.filter((tag) => left.includes(tag));
}

/**
 * Whether a call without an answer may still take another tag: it asked for one under a name that is not its name any more.
 * Then that the chosen tags are gone is no end yet.
 */
export function mayTakeAnother(row: RecordRow, { work }: Pick<Run, 'work'>): boolean {
  const isPast = (tag: number) => (work.named ?? []).some((one) => one.tag === tag && one.isPast === true);
  return isDoubtful(row) && (row.doubt?.tags ?? []).some(isPast);
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

/** What is known of the names when it is judged which tags went by mistake. */
export interface Evidence {
  /** What each tag of the module is called now, by id. */
  readonly names: ReadonlyMap<string, string>;
  /** Chosen tags that were seen under another name than the one that was sent. */
  readonly renamed: readonly number[];
}

/**
 * Of the tags that are gone those that a call of this run took. A tag that bears a name now which was sent for another is one.
 * Where nobody bears that name any more, and the chosen tag was seen under another one, every tag that is gone counts: one
 * put back too many is in sight, one that is lost is not.
 */
export function takenByMistake(row: RecordRow, run: Run, { names, renamed }: Evidence): readonly number[] {
  const sent = run.work.named ?? [];
  const nameOf = (tag: number) => names.get(run.tags[tag]?.id ?? '') ?? null;
  // What was put back in vain before this is still missing.
  const known = row.readAt === 0 || row.left.length > 0 ? (run.mistake?.tags ?? []) : [];
  const isBearer = (tag: number) => sent.some((one) => isSameName(one.name, nameOf(tag)));
  const bearers = row.mistaken.filter((tag) => isBearer(tag) || known.includes(tag));
  if (bearers.length > 0) return bearers;
  const isBorne = ({ tag, name }: Named) =>
    [...names].some(([id, now]) => id !== run.tags[tag]?.id && isSameName(name, now));
  const isUnclaimed = renamed.some((tag) => sent.every((one) => one.tag !== tag || !isBorne(one)));
  return isUnclaimed ? row.mistaken : [];
}

/**
 * Whether a tag cannot be asked for on a record: a call has shown that Zoho takes its name for that of another tag, and the record
 * carries that one.
 */
export function isNameOfAnother(
  row: RecordRow,
  { mistake, tags }: Run,
  name: string,
  names: Evidence['names'],
): boolean {
  return (mistake?.tags ?? []).some(
    (tag) => row.seen.includes(tag) && isSameName(name, names.get(tags[tag]?.id ?? '') ?? null),
  );
}

/** Whether Zoho may hold two names for one: nobody documents whether letter case and outer blanks count. */
export function isSameName(one: string, other: string | null): boolean {
  return other !== null && folded(one) === folded(other);
}

function folded(name: string): string {
  return name.normalize('NFKC').trim().toLowerCase();
}
