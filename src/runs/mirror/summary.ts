import type { ErrorData } from '../../shared/errors.ts';
import type { Module, RunSummary, Tag } from '../../shared/run-summary.ts';
import { mistakeOf, namesakesIn, undoUntil } from '../../shared/run-facts.ts';
import type { RecordRow, Run } from '../model/types.ts';

/** Largest size of a mirror. */
const MOST_BYTES = 8_000;
/** A summary limits the number and length of these, so that they fit in most languages. */
export const MOST_FAILURES = 5;
const MOST_TAGS = 20;
/** Limits of a text in characters, tried in order until the summary fits. */
const LONGEST_TEXTS = [120, 60, 30, 15] as const;
const MOST_PERMISSIONS = 5;

/** The parts of a summary that are not in the run itself. */
export interface Beside {
  readonly failures: readonly RecordRow[];
  readonly inFlight: number;
  readonly timeLeftMs: number | null;
  readonly historyDays: number;
}

/**
 * The mirror of a run. Longer texts have priority over more failures, but one failure has priority over longer texts.
 */
export function summaryOf(run: Run, beside: Beside): RunSummary {
  for (const longest of LONGEST_TEXTS) {
    const summary = summaryWith(run, beside, longest);
    while (summary.failures.length > 1 && bytesOf(summary) > MOST_BYTES) summary.failures.pop();
    if (bytesOf(summary) <= MOST_BYTES) return summary;
  }
  return { ...summaryWith(run, beside, 1), failures: [] };
}

function summaryWith(run: Run, { failures, inFlight, timeLeftMs, historyDays }: Beside, longest: number): RunSummary {
  const cut = (text: string): string => shortened(text, longest);
  const cutOrNone = (text: string | null): string | null => (text === null ? null : cut(text));
  const mistake = mistakeOf(run);
  const { namesakes = [] } = namesakesIn(run);
  const chosen = run.chosen.flatMap((place) => run.tags[place] ?? []);
  return {
    id: run.id,
    revision: run.revision,
    kind: run.kind,
    undoes: run.undoes,
    ...(run.cleanupId !== undefined && { cleanupId: run.cleanupId }),
    connectionId: run.connectionId,
    orgName: cut(run.org.name),
    userName: cut(run.user.name),
    module: withWords(run.module, cut),
    source: { ...run.source, viewName: cutOrNone(run.source.viewName) },
    selection: run.selection ?? null,
    chosen: chosen.slice(0, MOST_TAGS).map((tag) => withName(tag, cut)),
    chosenCount: chosen.length,
    state: run.state,
    isStopping: run.work.stopping !== null,
    until: run.until,
    why: run.why,
    stopReason: run.stopReason,
    error: run.error === null ? null : { code: run.error.code, details: cutDetails(run.error.details, cut) },
    total: run.total,
    read: run.read,
    counts: run.counts,
    changed: run.changed,
    inFlight,
    credits: run.credits,
    creditsLeft: run.creditsLeft,
    tries: run.tries,
    timeLeftMs,
    failures: failures.slice(0, MOST_FAILURES).map(({ id, name, reason, zohoCode, zohoMessage }) => ({
      id,
      name: cut(name),
      reason: reason ?? 'other',
      zohoCode: cutOrNone(zohoCode),
      zohoMessage: cutOrNone(zohoMessage),
    })),
    cameBack: cameBackOf(run, cut),
    mistake: mistake === null ? null : { ...mistake, tags: mistake.tags.slice(0, MOST_TAGS).map(cut) },
    ...(namesakes.length > 0 && { namesakes: namesakes.slice(0, MOST_TAGS).map(cut) }),
    createdAt: run.createdAt,
    startedAt: run.startedAt,
    endedAt: run.endedAt,
    undoUntil: undoUntil(run, historyDays),
    undoneBy: run.undoneBy,
    isSeen: run.isSeen,
  };
}

function cameBackOf({ cameBack }: Run, cut: (text: string) => string): RunSummary['cameBack'] {
  if (cameBack === null) return null;
  const { by, ...rest } = cameBack;
  const named = by?.map(({ kind, name }) => ({ kind, name: cut(name) }));
  return { ...rest, tag: cut(cameBack.tag), ...(named !== undefined && { by: named }) };
}

function withWords(module: Module, cut: (text: string) => string): Module {
  return { ...module, singular: cut(module.singular), plural: cut(module.plural) };
}

function withName(tag: Tag, cut: (text: string) => string): Tag {
  return { ...tag, name: cut(tag.name), colour: tag.colour === null || tag.colour.length > 7 ? null : tag.colour };
}

function cutDetails(details: ErrorData['details'], cut: (text: string) => string): Record<string, unknown> {
  const short = (value: unknown): unknown => (typeof value === 'string' ? cut(value) : value);
  const entries = Object.entries(details).map(([key, value]: [string, unknown]) => [
    key,
    Array.isArray(value) ? value.slice(0, MOST_PERMISSIONS).map(short) : short(value),
  ]);
  return Object.fromEntries(entries) as Record<string, unknown>;
}

function bytesOf(summary: RunSummary): number {
  return new TextEncoder().encode(JSON.stringify(summary)).length;
}

function shortened(text: string, longest: number): string {
  if (text.length <= longest) return text;
  // Drops the first half of a surrogate pair whose second half was cut off.
  return `${text.slice(0, longest - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
