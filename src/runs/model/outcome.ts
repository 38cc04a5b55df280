import { isUndo, putsOn } from '../../shared/run-facts.ts';
import type { Clock } from '../../shared/steady-clock.ts';
import { namesAsked, withNamed } from './names-sent.ts';
import { canRetry, type Refusal } from './refusal.ts';
import type { Doubt, RecordReason, RecordRow, Run, Suspected, TagReason } from './types.ts';
import { LOOK_APART_MS } from './waits.ts';

/**
 * The goal for a record's tags. `left` holds chosen tags that the record still carries; in a run that puts tags on, those
 * that it still lacks.
 */
export interface Aim {
  readonly kind: Run['kind'];
  /** Positions in `Run.tags` of the tags to take off or to put on. */
  readonly chosen: readonly number[];
}

/** After this many sent calls without an answer, a record is only read. */
export const MOST_TRIES = 3;

/** A record without results. */
export function freshRow(given: Pick<RecordRow, 'id' | 'name' | 'before' | 'readAt'>): Omit<RecordRow, 'run' | 'n'> {
  return {
    ...given,
    seen: given.before,
    mistaken: [],
    suspected: null,
    restored: [],
    lost: [],
    left: [],
    refused: [],
    outcome: 'pending',
    reason: null,
    zohoCode: null,
    zohoMessage: null,
    doubt: null,
    tries: 0,
  };
}

/**
 * The record after a read. `carried`: positions of all its tags. `at`: when it was read, by the engine's clock. A tag
 * that an unanswered write named counts as changed by that write.
 */
export function afterRead(row: RecordRow, aim: Aim, carried: readonly number[], at: number): RecordRow {
  const named = row.doubt?.tags ?? [];
  const calls = isUnseen(row) ? { tags: named, names: namesAsked(row.doubt?.named) } : NO_CALLS;
  const next = counted(seenWith(row, aim, carried, calls), aim, carried, named);
  return { ...next, before: isUntouched(next) ? [...carried] : row.before, readAt: at };
}

/**
 * The record after Zoho's answer to a write. `asked`: the tags of the call, with their names where names were sent.
 * `refused`: those that Zoho did not change. `at`: when the call ended, by the engine's clock.
 */
export function afterAnswer(
  row: RecordRow,
  aim: Aim,
  { asked, carried, refused, at }: { asked: Asked; carried: readonly number[]; refused: readonly number[]; at: number },
): RecordRow {
  const ours = [...asked.tags, ...(row.doubt?.tags ?? [])];
  const open = isUnseen(row) ? row.doubt : null;
  const calls = {
    tags: [...asked.tags, ...(open?.tags ?? [])],
    names: [...namesAsked(asked.named), ...namesAsked(open?.named)],
  };
  const isKept = !putsOn(aim) && ours.some((tag) => aim.chosen.includes(tag) && carried.includes(tag));
  // If the name belonged to another chosen tag, this call removed that one.
  const next = counted(seenWith(row, aim, carried, calls), aim, carried, isKept ? [...ours, ...aim.chosen] : ours);
  return {
    ...next,
    before: isUntouched(next) ? [...carried] : row.before,
    refused: sorted([...row.refused, ...refused.filter((tag) => next.left.includes(tag))]),
    readAt: at,
  };
}

/** The record after a write without an answer. It must be read before the next write. */
export function afterSilence(row: RecordRow, { tags, named }: Asked, endedAt: number): RecordRow {
  const earlier = isUnseen(row) ? row.doubt?.named : undefined;
  const doubt: Doubt = {
    tags: sorted([...(row.doubt?.tags ?? []), ...tags]),
    ...((named ?? earlier) !== undefined && { named: withNamed(earlier, named) }),
    endedAt,
    isQuiet: false,
    look: null,
  };
  return { ...row, ...NO_WORDS, doubt, tries: row.tries + 1, readAt: 0 };
}

/** The record after an answer that left it out. No late change can follow, but only a read shows the result. */
export function afterOmission(row: RecordRow, asked: Asked, endedAt: number, why: Refusal): RecordRow {
  const silent = afterSilence(row, asked, endedAt);
  const isQuiet = row.doubt === null || row.doubt.isQuiet;
  return { ...silent, tries: row.tries, doubt: { ...(silent.doubt as Doubt), isQuiet }, ...words(why) };
}

/** The record after a refusal that only a read can explain. Changes since then are not this write's work. */
export function toLookAt(row: RecordRow, why: Refusal): RecordRow {
  return { ...row, ...words(why), readAt: 0 };
}

/**
 * The record in its final bucket, which follows from `lost` and `left`. The refusal is kept only where tags are left.
 */
export function settled(row: RecordRow, aim: Aim, why: Refusal): RecordRow {
  if (row.left.length > 0)
    return { ...withReasons(row, why, mainReason(row, why)), outcome: row.lost.length > 0 ? 'partly' : 'failed' };
  const done = withoutTagReasons(row);
  if (row.lost.length > 0) return { ...done, outcome: 'removed', ...NO_WORDS };
  return { ...done, outcome: 'had-none', ...NO_WORDS, reason: putsOn(aim) ? 'already' : null };
}

/** The record after the refusal of single tags. It keeps their reason until it ends. */
export function withTagsRefused(row: RecordRow, tags: readonly number[], why: Refusal): RecordRow {
  const others = (row.tagReasons ?? []).filter(({ tag }) => !tags.includes(tag));
  const refused = tags.filter((tag) => row.left.includes(tag)).map((tag): TagReason => ({ tag, ...words(why) }));
  return others.length + refused.length === 0 ? row : { ...row, tagReasons: [...others, ...refused] };
}

/** Why each remaining tag was not changed. `why`: the reason of those that have none of their own. */
function reasonsLeft({ left, tagReasons = [] }: RecordRow, why: Refusal): readonly TagReason[] {
  return left.map((tag) => tagReasons.find((own) => own.tag === tag) ?? { tag, ...words(why) });
}

/** The reason of the whole record: one that a retry can change, if there is any. */
function mainReason(row: RecordRow, why: Refusal): Refusal {
  const all = reasonsLeft(row, why).map(refusalIn);
  const isIn = all.some((one) => isSameRefusal(one, why));
  return [...(isIn ? [why] : []), ...all].find(({ reason }) => canRetry(reason)) ?? (isIn ? why : (all[0] ?? why));
}

/** The record with its reason, and with those of the tags that have another one. */
function withReasons(row: RecordRow, why: Refusal, main: Refusal): RecordRow {
  const others = reasonsLeft(row, why).filter((one) => !isSameRefusal(refusalIn(one), main));
  return { ...withoutTagReasons(row), ...words(main), ...(others.length > 0 && { tagReasons: others }) };
}

function withoutTagReasons(record: RecordRow): RecordRow {
  if (record.tagReasons === undefined) return record;
  const { tagReasons: _earlier, ...row } = record;
  return row;
}

function refusalIn({ reason, zohoCode, zohoMessage }: TagReason): Refusal {
  return { reason, code: zohoCode, message: zohoMessage };
}

function isSameRefusal(one: Refusal, other: Refusal): boolean {
  return one.reason === other.reason && one.code === other.code && one.message === other.message;
}

/**
 * The record after an answer that ends it. While an earlier write may still be applied, remaining tags are not final:
 * the refusal is kept for the second look, and nothing more is sent.
 */
export function concluded(row: RecordRow, aim: Aim, why: Refusal): RecordRow {
  if (row.left.length === 0 || !isDoubtful(row)) return settled(row, aim, why);
  return { ...row, ...words(why), refused: sorted([...row.refused, ...row.left]) };
}

/** Refusals that concern the record, not its tags. */
const OF_THE_RECORD: readonly RecordReason[] = [
  'locked',
  'locked-maybe',
  'not-approved',
  'not-reviewed',
  'blueprint',
  'no-edit',
  'gone',
  'other-module',
];

/**
 * The record after the refusal of a call that named some of its tags. It ends when no other tag is left to send, or
 * when Zoho refuses the record itself.
 */
export function afterRefusal(row: RecordRow, aim: Aim, named: readonly number[], why: Refusal): RecordRow {
  if (OF_THE_RECORD.includes(why.reason)) return concluded(row, aim, why);
  const noted = withTagsRefused(row, named, why);
  const refused = sorted([...row.refused, ...named.filter((tag) => row.left.includes(tag))]);
  const next = { ...noted, ...words(why), refused };
  return todo(next).length > 0 ? next : concluded(noted, aim, why);
}

/** The refusal that is kept with a pending record. */
export function wordsOf({ reason, zohoCode, zohoMessage }: RecordRow): Refusal {
  return reason === null ? NO_ANSWER : { reason, code: zohoCode, message: zohoMessage };
}

/** The reason why remaining tags are not sent again: their refusal, if Zoho gave one. */
export function whyKept(row: RecordRow): Refusal {
  return row.reason === null ? KEPT_TAGS : wordsOf(row);
}

/** The record when nothing more may be sent. Without a changed tag it is `not-sent`. */
export function unsent(row: RecordRow, reason: RecordReason): RecordRow {
  if (row.lost.length === 0) return { ...withoutTagReasons(row), outcome: 'not-sent', ...NO_WORDS, reason };
  if (row.left.length === 0) return { ...withoutTagReasons(row), outcome: 'removed', ...NO_WORDS };
  const why: Refusal = { reason, code: null, message: null };
  return { ...withReasons(row, why, why), outcome: 'partly' };
}

/** The last resort: a write without an answer, and reads that failed too. */
export function unknown(row: RecordRow): RecordRow {
  return { ...withoutTagReasons(row), outcome: 'unknown', ...NO_WORDS, reason: 'unknown' };
}

/** A record that a read did not find. Its tags are gone too. */
export function notFound(row: RecordRow, at: number): RecordRow {
  return {
    ...withoutTagReasons(row),
    outcome: row.lost.length > 0 && row.left.length > 0 ? 'partly' : row.lost.length > 0 ? 'removed' : 'failed',
    ...NO_WORDS,
    reason: 'gone',
    readAt: at,
  };
}

/** The record with its `left` before the first write, from its last read. An undo has it from the start. */
export function withAim(row: RecordRow, aim: Aim): RecordRow {
  if (isUndo(aim) || !isUntouched(row)) return row;
  const left = aim.chosen.filter((tag) => row.before.includes(tag) !== putsOn(aim));
  return isSameTags(left, row.left) ? row : { ...row, left };
}

/** Whether no call of the run is known to have changed it. */
function isUntouched({ lost, doubt, mistaken, suspected, restored }: RecordRow): boolean {
  return lost.length + mistaken.length + restored.length === 0 && suspected === null && doubt === null;
}

/** Whether the record lacks a tag that it must carry before a write. */
export function lacksNeeded({ needs, seen }: RecordRow): boolean {
  return needs !== undefined && needs.some((tag) => !seen.includes(tag));
}

/** The reason why nothing is sent for such a record. */
export function keptFor({ kind }: Aim): Refusal {
  return { reason: kind === 'take-back' ? 'kept-new' : 'kept-old', code: null, message: null };
}

/**
 * The record in a removal that follows a `put`. `stays`: position of the tag that was put on. A record without it keeps
 * the chosen tags, with the reason why it did not get it. A record that was not read since is read first.
 */
export function afterCopy(row: RecordRow, aim: Aim, stays: number): Omit<RecordRow, 'run' | 'n'> {
  const { id, name, readAt } = row;
  const isUnread = readAt === 0;
  const before = isUnread ? sorted([...row.before, ...row.seen]) : row.seen;
  const left = aim.chosen.filter((tag) => before.includes(tag));
  const next = { ...freshRow({ id, name, before, readAt }), left, needs: [stays] };
  if (row.reason === 'gone') return { ...next, left: [], outcome: 'failed', reason: 'gone' };
  if (left.length === 0) return { ...next, outcome: 'had-none' };
  if (isUnread || row.seen.includes(stays)) return next;
  const isTold = row.outcome === 'failed' && row.reason !== null;
  return { ...next, outcome: 'failed', ...words(isTold ? wordsOf(row) : keptFor(aim)) };
}

/** The chosen tags that a run has taken off, or may have taken off with calls that had no answer. */
export function lostOf({ lost, outcome, doubt }: RecordRow): readonly number[] {
  return outcome === 'unknown' && doubt !== null ? sorted([...lost, ...doubt.tags]) : lost;
}

/** Tags that are still to be sent. */
export function todo({ left, refused }: RecordRow): readonly number[] {
  return refused.length === 0 ? left : left.filter((tag) => !refused.includes(tag));
}

/** Whether Zoho may still apply the call that this undo reverts. The record's current tags are then not final. */
export function mayLoseAgain(row: RecordRow): boolean {
  return isDoubtful(row) && row.doubt?.tags.length === 0;
}

/** Whether a write without an answer may have changed the record since its last read. */
function isUnseen(row: RecordRow): boolean {
  return row.doubt !== null && (isDoubtful(row) || row.readAt === 0);
}

/** Whether Zoho may still apply a write for it. */
export function isDoubtful(row: RecordRow): boolean {
  return row.doubt !== null && !row.doubt.isQuiet;
}

/** For how many milliseconds, 30,000 at most, Zoho may still apply a write for it that had no answer. */
export function lateFor({ doubt }: RecordRow, clock: Pick<Clock, 'goOnFrom' | 'sureSince'>): number {
  if (doubt === null || doubt.isQuiet) return 0;
  // A clock that was set back before this worker began would make the wait as long as that.
  clock.goOnFrom(doubt.endedAt);
  return Math.max(0, LOOK_APART_MS - clock.sureSince(doubt.endedAt));
}

const NO_WORDS = { reason: null, zohoCode: null, zohoMessage: null } as const;

/** Zoho left the tags as they were, without a refusal. */
export const KEPT_TAGS: Refusal = { reason: 'other', code: null, message: null };
/** Zoho left the record out of an answer, or never answered and two looks were equal. */
export const NO_ANSWER: Refusal = { reason: 'no-answer', code: null, message: null };

function words({ reason, code, message }: Refusal): Omit<TagReason, 'tag'> {
  return { reason, zohoCode: code, zohoMessage: message };
}

/** Whether a run has changed a record: by a chosen tag, or by mistake. */
export function hasLost({ lost, mistaken }: Pick<RecordRow, 'lost' | 'mistaken'>): boolean {
  return lost.length > 0 || mistaken.length > 0;
}

/** The tags that a call names, by position, and the names that it sends. */
export type Asked = Pick<Doubt, 'tags' | 'named'>;

/** Calls that may have changed a record since its last read: their chosen tags, and the sent names. */
interface Calls {
  readonly tags: readonly number[];
  readonly names: readonly string[];
}

const NO_CALLS: Calls = { tags: [], names: [] };

/**
 * The record with the tags that were just read, after these calls. A tag that nobody chose may be gone. If a chosen tag
 * of the calls is still there, the name belonged to the gone tag, which was removed by mistake. If no chosen tag is
 * there, the gone tag is suspected.
 */
function seenWith(row: RecordRow, aim: Aim, carried: readonly number[], calls: Calls): RecordRow {
  if (putsOn(aim)) return { ...row, seen: [...carried] };
  const chosen = aimedTags(row, aim);
  const isOn = (tag: number) => carried.includes(tag);
  const isOff = (tag: number) => !isOn(tag);
  const gone = calls.tags.length === 0 ? [] : row.seen.filter((tag) => !chosen.includes(tag) && isOff(tag));
  const isProved = calls.tags.some((tag) => chosen.includes(tag) && isOn(tag));
  const mistaken = sorted([...row.mistaken.filter(isOff), ...(isProved ? gone : [])]);
  const back = [...row.restored, ...row.mistaken.filter(isOn)];
  const suspected = suspectedWith(row.suspected, isProved ? [] : gone, calls.names);
  return {
    ...row,
    seen: [...carried],
    mistaken,
    suspected: onlySuspected(suspected, (tag) => isOff(tag) && !mistaken.includes(tag)),
    restored: sorted(back.filter((tag) => !mistaken.includes(tag))),
  };
}

function suspectedWith(before: Suspected | null, gone: readonly number[], names: readonly string[]): Suspected | null {
  if (gone.length === 0 || names.length === 0) return before;
  return {
    tags: sorted([...(before?.tags ?? []), ...gone]),
    names: [...new Set([...(before?.names ?? []), ...names])],
  };
}

function onlySuspected(suspected: Suspected | null, isIt: (tag: number) => boolean): Suspected | null {
  const tags = suspected?.tags.filter(isIt) ?? [];
  return suspected === null || tags.length === 0 ? null : { ...suspected, tags };
}

/** The chosen tags of one record. In an undo each record has its own. */
function aimedTags({ lost, left }: RecordRow, aim: Aim): readonly number[] {
  return isUndo(aim) ? [...lost, ...left] : aim.chosen;
}

/** `ours`: tags whose change counts as this run's work. */
function counted(row: RecordRow, aim: Aim, carried: readonly number[], ours: readonly number[]): RecordRow {
  const isReached = (tag: number) => carried.includes(tag) === putsOn(aim);
  const reached = row.left.filter((tag) => isReached(tag) && ours.includes(tag));
  // An undo does not do again what others change after it.
  if (isUndo(aim))
    return { ...row, left: row.left.filter((tag) => !isReached(tag)), lost: sorted([...row.lost, ...reached]) };
  return {
    ...row,
    left: aim.chosen.filter((tag) => !isReached(tag)),
    lost: sorted([...row.lost.filter(isReached), ...reached]),
  };
}

/** Whether two lists name the same tags in the same order. */
export function isSameTags(tags: readonly number[], others: readonly number[]): boolean {
  return tags.length === others.length && tags.every((tag, at) => tag === others[at]);
}

/** The tags in ascending order, each once. Most are so already, and a set would cost more than all else here. */
function sorted(tags: readonly number[]): readonly number[] {
  const isSorted = tags.every((tag, at) => at === 0 || tag > (tags[at - 1] ?? tag));
  return isSorted ? tags : [...new Set(tags)].sort((a, b) => a - b);
}
