import { countsOf } from '../../cleanups/queries/facts.ts';
import { plural, text } from '../../shared/i18n.ts';
import { shownName } from '../../shared/names.ts';
import { concerned } from '../../shared/run-facts.ts';
import type { RunSummary } from '../../shared/run-summary.ts';
import { errorText, type ErrorText } from '../../ui/error-text.ts';
import type { CleanupNow } from '../../ui/models/CleanupsModel.ts';
import type { Tone } from '../../ui/outcome-words.ts';
import { endedWords as runWords } from '../../ui/run-words.ts';
import { recordsOf, tagsWords } from './cleanup-words.ts';

/** The words for the end of a clean-up or its undo: a headline, and the other facts. */
export interface CleanupWords {
  readonly tone: Tone;
  readonly headline: string;
  readonly sentences: readonly string[];
}

/** Names of the tags of a clean-up, each once. */
export function namesOf({ steps }: Pick<CleanupNow, 'steps'>): readonly string[] {
  return [...new Set(steps.flatMap(({ holders }) => holders.tags.map(({ name }) => name)))];
}

/** The runs that count for the result: those of the undo once it has begun. */
export function runsOf({ cleanup, steps }: Pick<CleanupNow, 'cleanup' | 'steps'>): readonly RunSummary[] {
  return steps.flatMap(({ run, undo }) => (cleanup.isUndo ? undo : run) ?? []);
}

export function cleanupWords(now: CleanupNow): CleanupWords {
  const { cleanup, steps } = now;
  const { isUndo, left } = cleanup;
  const runs = runsOf(now);
  const counts = countsOf(cleanup, steps);
  const all = runs.reduce((sum, run) => sum + concerned(run), 0);
  const modules = runs.filter((run) => concerned(run) > 0).map(({ module }) => module);
  const refused = refusedModules(runs);
  const records = recordsOf(all, modules);
  const { removed, failed, unknown } = counts;
  const rest = counts['not-sent'] + counts.pending;
  const cause = causeOf(now, runs);
  const isBegun = runs.some(({ startedAt }) => startedAt !== null);
  const sentences = [
    ...(cause === null ? [] : [cause.records, cause.todo]),
    ...refused,
    isUndo && counts['had-none'] > 0 ? plural('cl_again', counts['had-none']) : '',
    failed === 0 || failed === all
      ? ''
      : isUndo
        ? plural('undone_failed', failed)
        : plural('part_p', failed, { records: recordsOf(failed, modules) }),
    counts.partly === 0 ? '' : plural('part_partly_short', counts.partly),
    unknown === 0 ? '' : plural('unknown_p', unknown),
    rest === 0 || !isBegun ? '' : plural(isUndo ? 'stopped_undo_p' : 'stopped_p', rest),
  ].filter((sentence) => sentence !== '');

  const made = (tone: Tone, headline: string, before: readonly string[] = []): CleanupWords => ({
    tone,
    headline,
    sentences: [...before, ...sentences],
  });
  const soFar = isBegun
    ? text(isUndo ? 'stopped_undo_h' : 'stopped_h', { n: removed, all: records })
    : text(isUndo ? 'cl_stopped_restore' : 'cl_stopped_finding');
  if (cause !== null) return made('bad', cause.headline, [text('sentence', { text: soFar })]);
  if (left.length > 0) return made('', soFar);
  if (all === 0) {
    return made(refused.length === 0 ? '' : 'bad', text('cl_none_h', { tags: tagsWords(namesOf(now)) }), [
      text('cl_none_p'),
    ]);
  }
  if (removed === all)
    return made(refused.length === 0 ? 'ok' : 'warn', text(isUndo ? 'undone_all_h' : 'done_h', { records }));
  if (failed === all)
    return made('bad', isUndo ? text('undone_h', { n: 0, records }) : text('allfailed_h', { records }));
  return made(failed > 0 ? 'bad' : 'warn', text(isUndo ? 'undone_h' : 'part_h', { n: removed, records }));
}

/** The error that ended it before its last module; null after a person's stop. */
function causeOf({ cleanup }: CleanupNow, runs: readonly RunSummary[]): ErrorText | null {
  if (cleanup.error !== null) return errorText(cleanup.error);
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
