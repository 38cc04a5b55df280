import { canMakeAgain, hasRecords, sumOf, sumOfStep, unreadOf } from '../../cleanups/queries/facts.ts';
import { plural, text } from '../../shared/i18n.ts';
import { shownName } from '../../shared/names.ts';
import type { RunSummary } from '../../shared/run-summary.ts';
import { modulesWords, namesOf, recordsIn, replacedHeadline, tagHeadline, tagsWords } from '../../ui/cleanup-words.ts';
import { errorText, type ErrorText } from '../../ui/error-text.ts';
import type { CleanupNow } from '../../ui/models/CleanupsModel.ts';
import type { Tone } from '../../ui/outcome-words.ts';
import { endedWords as runWords } from '../../ui/run-words.ts';

/** The words for the end of a clean-up or its undo: a headline, and the other facts. */
export interface CleanupWords {
  readonly tone: Tone;
  readonly headline: string;
  readonly sentences: readonly string[];
}

/** The runs that count for the result: those of the undo once it has begun. */
export function runsOf({ cleanup, steps }: Pick<CleanupNow, 'cleanup' | 'steps'>): readonly RunSummary[] {
  return steps.flatMap(({ run, undo, put, takeBack }) =>
    (cleanup.isUndo ? [undo, takeBack] : [put, run]).flatMap((one) => one ?? []),
  );
}

export function cleanupWords(now: CleanupNow): CleanupWords {
  return hasRecords(now.cleanup) ? recordsWords(now) : tagsOnlyWords(now);
}

/** The end of a rename or a delete. Its tags have lines of their own. */
function tagsOnlyWords(now: CleanupNow): CleanupWords {
  const { headline, tone } = tagHeadline(now);
  const cause = causeOf(now, []);
  if (cause === null) return { tone, headline, sentences: filled([renamedWords(now)]) };
  const sentences = [text('sentence', { text: headline }), cause.records, cause.todo];
  return { tone: 'bad', headline: cause.headline, sentences: filled(sentences) };
}

/** The modules of a renamed tag, and how many records had it by Zoho's count before. */
function renamedWords({ cleanup, steps }: CleanupNow): string {
  if (cleanup.kind !== 'rename' || cleanup.isUndo) return '';
  const done = steps.filter(({ tags }) => tags?.renaming?.kind === 'done');
  if (done.length === 0) return '';
  const counts = done.map(({ holders }) => holders.counted[0] ?? null);
  const modules = modulesWords(done.map(({ module }) => module));
  const n = counts.reduce((sum, count) => (sum === null || count === null ? null : sum + count), 0 as number | null);
  if (n === null) return text('rn_done_modules', { modules });
  return plural('rn_done_p', n, { modules, records: recordsIn(n, done) });
}

function recordsWords(now: CleanupNow): CleanupWords {
  const { cleanup, steps } = now;
  const { isUndo, left, kind } = cleanup;
  const isReplace = kind === 'replace' && !isUndo;
  const runs = runsOf(now);
  const { counts, all, finished } = sumOf(cleanup, steps);
  const of = steps.filter((step) => (sumOfStep(cleanup, step)?.all ?? 0) > 0);
  const refused = refusedModules(runs);
  const records = recordsIn(all, of);
  const { failed, unknown, partly } = counts;
  const rest = counts['not-sent'] + counts.pending;
  const cause = causeOf(now, runs);
  const isBegun = runs.some(({ startedAt }) => startedAt !== null);
  const kept = isReplace ? 'mg_part_p' : 'part_p';
  const sentences = filled([
    ...(cause === null ? [] : [cause.records, cause.todo]),
    ...refused,
    isUndo && counts['had-none'] > 0 ? plural('cl_again', counts['had-none']) : '',
    failed === 0 || failed === all
      ? ''
      : isUndo
        ? plural('undone_failed', failed)
        : plural(kept, failed, { records: recordsIn(failed, of) }),
    partly === 0 ? '' : plural(isReplace ? 'mg_both' : 'part_partly_short', partly, { records: recordsIn(partly, of) }),
    unknown === 0 ? '' : plural('unknown_p', unknown),
    rest === 0 || !isBegun ? '' : plural(isUndo ? 'stopped_undo_p' : 'stopped_p', rest),
  ]);

  const made = (tone: Tone, headline: string, before: readonly string[] = []): CleanupWords => ({
    tone,
    headline,
    sentences: [...before, ...sentences],
  });
  const soFar = isBegun
    ? isReplace
      ? text('mg_stopped_h', { n: finished, all: records })
      : text(isUndo ? 'stopped_undo_h' : 'stopped_h', { n: finished, all: records })
    : text(isUndo ? 'cl_stopped_restore' : isReplace ? 'cl_stopped_change' : 'cl_stopped_finding');
  if (cause !== null) return made('bad', cause.headline, [text('sentence', { text: soFar })]);
  if (left.length > 0) return made('', soFar);
  const tone = refused.length === 0 && !canMakeAgain(cleanup, steps) ? 'ok' : 'warn';
  if (all === 0) {
    // Where nothing had the tag, its deletion is the result.
    const deleted = isUndo ? [] : namesOf({ steps: steps.filter(({ tags }) => (tags?.deleted ?? []).length > 0) });
    if (deleted.length > 0) return made(tone, text('dl_done_h', { tags: tagsWords(deleted) }));
    if (isUndo) return made(tone, tagHeadline({ cleanup: { ...cleanup, kind: 'delete' }, steps }).headline);
    // Of a module that could not be read nobody knows whether its records have the tag.
    if (unreadOf(cleanup, steps).length > 0)
      return made('bad', text(isReplace ? 'cl_stopped_change' : 'cl_stopped_finding'));
    return made(refused.length === 0 ? '' : 'bad', text('cl_none_h', { tags: tagsWords(namesOf(now)) }), [
      text('cl_none_p'),
    ]);
  }
  if (finished === all) return made(tone, wholeWords(now, all, records, of));
  if (failed === all)
    return made(
      'bad',
      isUndo ? text('undone_h', { n: 0, records }) : text(isReplace ? 'mg_none_h' : 'allfailed_h', { records }),
    );
  return made(
    failed > 0 ? 'bad' : 'warn',
    isReplace
      ? replacedHeadline(now, finished, all, of)
      : text(isUndo ? 'undone_h' : 'part_h', { n: finished, records }),
  );
}

/** The headline where all records are done. */
function wholeWords(now: CleanupNow, all: number, records: string, of: CleanupNow['steps']): string {
  const { cleanup, steps } = now;
  if (cleanup.isUndo) return text('undone_all_h', { records });
  if (cleanup.kind === 'replace') return replacedHeadline(now, all, all, of);
  const deleted = steps.reduce((sum, { tags }) => sum + (tags?.deleted?.length ?? 0), 0);
  const isAllDeleted = deleted > 0 && steps.every(({ tags, holders }) => tags?.deleted?.length === holders.tags.length);
  return isAllDeleted ? plural('cl_done_deleted_h', namesOf(now).length, { records }) : text('done_h', { records });
}

function filled(sentences: readonly string[]): readonly string[] {
  return sentences.filter((sentence) => sentence !== '');
}

/** The error that ended it before its last module; null after a person's stop. */
function causeOf({ cleanup }: CleanupNow, runs: readonly RunSummary[]): ErrorText | null {
  // Zoho's refusals of records are results of runs, so one that ends a clean-up is of a tag.
  if (cleanup.error !== null) return errorText(cleanup.error, { isOfTag: true });
  if (cleanup.left.length === 0) return null;
  const stopped = runs.findLast(({ stopReason }) => stopReason !== null);
  return stopped === undefined || stopped.stopReason === 'error' ? null : runWords(stopped).error;
}

/** Modules that could not be searched, or in which a run ended with an error: the others were done all the same. */
function refusedModules(runs: readonly RunSummary[]): readonly string[] {
  return runs.flatMap(({ module, stopReason, error }) =>
    stopReason === 'error' && error !== null
      ? [
          text('cl_failed_module', {
            module: shownName(module.plural),
            why: errorText(error, { module: module.plural }).headline,
          }),
        ]
      : [],
  );
}
