import { hasOutcomes, hasRecords, isMerge, progressOf, sumOf, tagSum, unreadOf } from '../../cleanups/queries/facts.ts';
import { plural, text } from '../../shared/i18n.ts';
import { shownName } from '../../shared/names.ts';
import { records } from '../../shared/nouns.ts';
import type { Module, RunSummary, Tag } from '../../shared/run-summary.ts';
import { newNameWords, replacedHeadline, tagHeadline, workHeadline } from '../../ui/cleanup-words.ts';
import { listed } from '../../ui/formats.ts';
import type { CleanupNow } from '../../ui/models/CleanupsModel.ts';
import type { Tone } from '../../ui/outcome-words.ts';
import { waitHeadline } from '../../ui/components/WaitNote.tsx';
import type { Side } from '../models/ShownCleanupModel.ts';

/** Above this number, tags are counted instead of named. */
const NAMED_TAGS = 3;

/** The tags of a clean-up, each name once: the same name in several modules is several tags. */
export function tagsOf({ steps }: Pick<CleanupNow, 'steps'>): readonly Tag[] {
  const byName = new Map(steps.flatMap(({ holders }) => holders.tags).map((tag) => [tag.name, tag]));
  return [...byName.values()];
}

/** The tag that stays, or the tag with its new name; null where there is none. */
export function newName({ steps }: Pick<CleanupNow, 'steps'>): Tag | null {
  const [first] = steps;
  if (first === undefined) return null;
  const { tags, replace, name, holders } = first;
  if (name !== undefined) return { id: 'new', name, colour: holders.tags[0]?.colour ?? null };
  if (tags?.stays !== undefined) return tags.stays;
  return replace === undefined ? null : { ...replace.stays, id: replace.stays.id ?? 'new' };
}

/** The kind of run as which the records of a side are told. */
export function kindOf({ kind }: CleanupNow['cleanup'], side: Side): RunSummary['kind'] {
  if (side === 'undo') return 'undo';
  return kind === 'replace' ? 'put' : 'removal';
}

/** The tags as part of a sentence: `“Prime”`, `“Prime”, “Cold lead”`, `5 tags`. */
function tagsWords(now: Pick<CleanupNow, 'steps'>): string {
  const tags = tagsOf(now);
  if (tags.length > NAMED_TAGS) return plural('n_tags', tags.length);
  return listed(tags.map(({ name }) => text('quoted', { name: shownName(name) })));
}

/** The only module of a clean-up; null if it has several, whose records have no noun in common. */
export function onlyModule({ steps }: Pick<CleanupNow, 'steps'>): Module | null {
  const [first, ...others] = steps;
  return first !== undefined && others.length === 0 ? first.module : null;
}

/** A clean-up as it is on one side: before its undo, or since. */
function onSide(now: CleanupNow, side: Side): CleanupNow {
  return { ...now, cleanup: { ...now.cleanup, isUndo: side === 'undo' } };
}

/** The headline of a clean-up: what it did, or is doing, on how many records. */
export function cleanupTitle(now: CleanupNow, side: Side): string {
  const { cleanup, phase, waiting } = now;
  const tags = tagsWords(now);
  const isNewer = (side === 'undo') === cleanup.isUndo;
  const shown = onSide(now, side);
  const { all, finished } = sumOf(shown.cleanup, shown.steps);
  if (isNewer && phase !== 'ended') {
    if (waiting?.state === 'waiting') return waitHeadline(waiting.why);
    if (phase === 'asking') return text('clean_found_h', { records: records(all, onlyModule(now)) });
    const work = workHeadline(now);
    if (work !== null) return work;
    if (phase === 'finding') return text('clean_finding_h', { tags });
    return text(phase === 'undoing' ? 'clean_undoing_h' : 'clean_removing_h', { tags });
  }
  if (!hasRecords(cleanup)) return tagHeadline(shown).headline;
  const values = {
    tags,
    done: finished,
    n: finished,
    records: records(all, onlyModule(now)),
    all: records(all, onlyModule(now)),
  };
  const isReplace = cleanup.kind === 'replace' && side === 'removal';
  if (isNewer && cleanup.left.length > 0) {
    if (isReplace) return text('mg_stopped_h', values);
    return text(side === 'undo' ? 'rep_clean_undo_stopped' : 'rep_clean_stopped', values);
  }
  if (all === 0) return emptyTitle(shown);
  if (side === 'undo') return text(finished === all ? 'rep_clean_undo_all' : 'rep_clean_undo', values);
  if (isReplace) return replacedHeadline(now, finished, all, now.steps);
  return text(finished === all ? 'rep_clean_all' : 'rep_clean', values);
}

/** Without records, the tags that were deleted or made again are the result. */
function emptyTitle({ cleanup, steps }: CleanupNow): string {
  const hasTags = steps.some((step) => tagSum(cleanup, step).changed > 0);
  if (hasTags) return tagHeadline({ cleanup: { ...cleanup, kind: 'delete' }, steps }).headline;
  if (unreadOf(cleanup, steps).length === 0) return text('done_nothing_h');
  return text(cleanup.kind === 'replace' ? 'cl_stopped_change' : 'cl_stopped_finding');
}

/** The clean-up's line in the history: its tags, and what became of them. */
export function cleanupWhat(now: CleanupNow): string {
  const names = tagsOf(now).map(({ name }) => shownName(name));
  const rest = names.length - NAMED_TAGS;
  const tags = listed(rest > 0 ? [...names.slice(0, NAMED_TAGS), text('n_more_tags', { n: rest })] : names);
  const name = newNameWords(now);
  switch (now.cleanup.kind) {
    case 'retire':
      return tags;
    case 'replace':
      return text(isMerge(now.cleanup, now.steps) ? 'rep_past_merged' : 'rep_past_replaced', { tags, name });
    case 'rename':
      return text('rep_past_renamed', { tags, name });
    case 'delete':
      return text('rep_past_deleted', { tags });
  }
}

/** The result: `1,272 of 1,284 records · 12 failed`, or `19 of 20 tags`. */
export function cleanupHow(now: CleanupNow): { readonly words: string; readonly tone: Tone } {
  const { cleanup, steps } = now;
  // Nothing was changed yet, and how many it will be is not known before all are found.
  if (now.phase === 'finding' || now.phase === 'asking') return { words: stateWords(now), tone: '' };
  if (!hasRecords(cleanup)) return tagsHow(now);
  if (!hasOutcomes(cleanup)) return { words: stateWords(now), tone: '' };
  const { counts, all, finished } = sumOf(cleanup, steps);
  const of = records(all, onlyModule(now));
  const { failed, partly, unknown } = counts;
  const left = failed + partly;
  const isUnread = unreadOf(cleanup, steps).length > 0;
  if (all === 0 && isUnread) return { words: stateWords(now), tone: 'bad' };
  const start =
    finished === all ? text('rep_past_all', { what: of }) : text('rep_past_from', { done: finished, records: of });
  const words = joined(start, [
    stateWords(now),
    left === 0 ? '' : partly === 0 ? plural('rep_past_failed', failed) : plural('rep_past_not_finished', left),
    unknown === 0 ? '' : plural('rep_past_unknown', unknown),
    cleanup.isUndo ? '' : deletedWords(now),
  ]);
  return { words, tone: left > 0 ? 'bad' : unknown > 0 || isUnread ? 'warn' : '' };
}

function tagsHow(now: CleanupNow): { readonly words: string; readonly tone: Tone } {
  const { cleanup, steps } = now;
  const { all } = progressOf(cleanup, steps);
  const changed = steps.reduce((sum, step) => sum + tagSum(cleanup, step).changed, 0);
  const isRename = cleanup.kind === 'rename';
  const modules = plural('n_modules', all);
  const whole = isRename ? text('rep_past_all', { what: modules }) : plural('n_tags', all);
  const part = isRename
    ? text('rep_past_modules', { done: changed, modules })
    : text('clean_of_tags', { done: changed, all });
  const start = changed === all ? whole : part;
  return { words: joined(start, [stateWords(now)]), tone: changed < all && now.phase === 'ended' ? 'warn' : '' };
}

function deletedWords({ steps }: CleanupNow): string {
  const deleted = steps.reduce((sum, { tags }) => sum + (tags?.deleted?.length ?? 0), 0);
  return deleted === 0 ? '' : plural('rep_past_tags_deleted', deleted);
}

function joined(start: string, parts: readonly string[]): string {
  return parts.filter((part) => part !== '').reduce((how, part) => text('rep_past_state', { how, state: part }), start);
}

function stateWords({ cleanup, phase, steps, waiting }: CleanupNow): string {
  if (phase === 'asking') return text('rep_past_asking');
  if (phase !== 'ended') return text(waiting?.state === 'waiting' ? 'rep_past_waiting' : 'rep_past_live');
  if (cleanup.left.length > 0 || unreadOf(cleanup, steps).length > 0) return text('rep_past_stopped');
  return cleanup.isUndo ? text('undone_run') : '';
}
