import { plural, text } from '../../shared/i18n.ts';
import { shownName } from '../../shared/names.ts';
import { records } from '../../shared/nouns.ts';
import { concerned } from '../../shared/run-facts.ts';
import { type Module, type RunSummary, sumOfCounts, type Tag } from '../../shared/run-summary.ts';
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

/** The runs of a side that have begun. */
function runsOf({ steps }: CleanupNow, side: Side): readonly RunSummary[] {
  return steps.flatMap(({ run, undo }) => (side === 'undo' ? undo : run) ?? []);
}

/** Over all modules: the records that had a chosen tag or are to get one back, and how many of them are done. */
function sums(now: CleanupNow, side: Side) {
  const runs = runsOf(now, side);
  const counts = sumOfCounts(runs);
  return { counts, all: runs.reduce((sum, run) => sum + concerned(run), 0), done: counts.removed };
}

/** The headline of a clean-up: what it did, or is doing, on how many records. */
export function cleanupTitle(now: CleanupNow, side: Side): string {
  const { cleanup, phase, live } = now;
  const tags = tagsWords(now);
  const isNewer = (side === 'undo') === cleanup.isUndo;
  if (isNewer && phase !== 'ended') {
    if (live?.state === 'waiting') return waitHeadline(live.why);
    if (phase === 'asking') return text('clean_found_h', { records: records(sums(now, side).all, onlyModule(now)) });
    if (phase === 'finding') return text('clean_finding_h', { tags });
    return text(phase === 'undoing' ? 'clean_undoing_h' : 'clean_removing_h', { tags });
  }
  const { all, done } = sums(now, side);
  const values = { tags, done, records: records(all, onlyModule(now)) };
  if (isNewer && cleanup.left.length > 0)
    return text(side === 'undo' ? 'rep_clean_undo_stopped' : 'rep_clean_stopped', values);
  if (all === 0) return text('done_nothing_h');
  if (side === 'undo') return text(done === all ? 'rep_clean_undo_all' : 'rep_clean_undo', values);
  return text(done === all ? 'rep_clean_all' : 'rep_clean', values);
}

/** The clean-up's line in the history: its tags. */
export function cleanupWhat(now: CleanupNow): string {
  const names = tagsOf(now).map(({ name }) => shownName(name));
  const rest = names.length - NAMED_TAGS;
  return listed(rest > 0 ? [...names.slice(0, NAMED_TAGS), text('n_more_tags', { n: rest })] : names);
}

/** The result: `1,272 of 1,284 records · 12 failed`. */
export function cleanupHow(now: CleanupNow): { readonly words: string; readonly tone: Tone } {
  const side: Side = now.cleanup.isUndo ? 'undo' : 'removal';
  const { counts, all, done } = sums(now, side);
  // Nothing was removed yet, and how many it will be is not known before all are found.
  if (now.phase === 'finding' || now.phase === 'asking') return { words: stateWords(now), tone: '' };
  const of = records(all, onlyModule(now));
  const { failed, partly, unknown } = counts;
  const left = failed + partly;
  const parts = [
    stateWords(now),
    left === 0 ? '' : partly === 0 ? plural('rep_past_failed', failed) : plural('rep_past_not_finished', left),
    unknown === 0 ? '' : plural('rep_past_unknown', unknown),
  ].filter((part) => part !== '');
  const start = done === all ? of : text('rep_past_from', { done, records: of });
  const words = parts.reduce((how, part) => text('rep_past_state', { how, state: part }), start);
  return { words, tone: left > 0 ? 'bad' : unknown > 0 ? 'warn' : '' };
}

function stateWords({ cleanup, phase, live }: CleanupNow): string {
  if (phase === 'asking') return text('rep_past_asking');
  if (phase !== 'ended') return text(live?.state === 'waiting' ? 'rep_past_waiting' : 'rep_past_live');
  if (cleanup.left.length > 0) return text('rep_past_stopped');
  return cleanup.isUndo ? text('undone_run') : '';
}
