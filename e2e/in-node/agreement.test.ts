import '../../src/shared/testing/extension.ts';
import { describe, expect, it } from 'vitest';
import { workBadge } from '../../src/background/badge.ts';
import { newsOf } from '../../src/background/run-news.ts';
import { runOf } from '../../src/popup/testing/world.ts';
import { howWords } from '../../src/report/history/history-words.ts';
import { title } from '../../src/report/title.ts';
import { concerned, settled, undoable } from '../../src/shared/run-facts.ts';
import type { Counts, RunSummary } from '../../src/shared/run-summary.ts';
import { ledger, type LedgerPart, type PartName } from '../../src/ui/ledger.ts';
import { nextSteps } from '../../src/ui/next-steps.ts';
import { endedWords, gist, undoParts } from '../../src/ui/run-words.ts';

/*
 * Every mix of outcomes. Each of the seven is absent or has a number of its own, so that a number identifies its
 * outcome, and a sum the added outcomes.
 */
const SIZES: Readonly<Record<keyof Counts, number>> = {
  removed: 1,
  partly: 2,
  'had-none': 4,
  failed: 8,
  'not-sent': 16,
  unknown: 32,
  pending: 64,
};
const OUTCOMES = Object.keys(SIZES) as (keyof Counts)[];
const NOW = 1_800_000_000_000;

interface Mix {
  readonly run: RunSummary;
  readonly retried: number;
  readonly continued: number;
}

function* mixes(): Generator<Mix> {
  for (let bits = 0; bits < 2 ** OUTCOMES.length; bits += 1) {
    const counts = Object.fromEntries(OUTCOMES.map((of, n) => [of, (bits >> n) % 2 === 1 ? SIZES[of] : 0])) as Counts;
    const unfinished = counts.failed + counts.partly;
    for (const kind of ['removal', 'undo'] as const)
      for (const state of ['running', 'done', 'stopped'] as const)
        for (const lostUnknown of counts.unknown > 0 ? [0, 3] : [0])
          for (const chosenCount of [1, 2])
            for (const retried of new Set([0, Math.min(1, unfinished), unfinished]))
              for (const continued of new Set([0, counts.partly])) {
                const changed = counts.removed + counts.partly + lostUnknown;
                const endedAt = state === 'running' ? null : NOW;
                const startedAt = NOW - 4_000;
                const run = runOf({
                  kind,
                  state,
                  counts,
                  changed,
                  chosenCount,
                  startedAt,
                  endedAt,
                  stopReason: 'user',
                });
                yield { run, retried, continued };
              }
  }
}

const ALL = [...mixes()];
const isEnded = ({ run: { state, counts } }: Mix): boolean =>
  // A run is done only when it has nothing left to send.
  state === 'stopped' ? counts.pending === 0 : state === 'done' && counts['not-sent'] + counts.pending === 0;
const ENDED = ALL.filter(isEnded);
/** Each run once, where it does not matter what can be tried again. */
const once = (given: readonly Mix[]): readonly Mix[] =>
  given.filter(({ retried, continued }) => retried === 0 && continued === 0);

const numbersIn = (words: string): readonly number[] =>
  (words.match(/\d[\d,]*/g) ?? []).map((found) => Number(found.replaceAll(',', '')));
const sumOf = (parts: readonly LedgerPart[]): number => parts.reduce((sum, { records }) => sum + records, 0);

type Says = (what: string, got: unknown, wanted: unknown) => void;

/** The first difference from the expected result, over all given mixes. */
function faults(given: readonly Mix[], look: (mix: Mix, says: Says) => void): readonly string[] {
  const found: string[] = [];
  for (const mix of given)
    look(mix, (what, got, wanted) => {
      if (JSON.stringify(got) === JSON.stringify(wanted)) return;
      const { kind, state, counts, chosenCount, changed } = mix.run;
      const about = { kind, state, counts, chosenCount, changed, retried: mix.retried, continued: mix.continued };
      found.push(`${what}: ${JSON.stringify(got)} for ${JSON.stringify(wanted)} in ${JSON.stringify(about)}`);
    });
  return found.slice(0, 5);
}

/** The records of a part, whether it is a part of its own or inside another. */
function recordsOf(run: RunSummary, name: PartName): number {
  const all = ledger(run).parts.flatMap((part) => [part, ...part.of]);
  return all.find((part) => part.name === name)?.records ?? 0;
}

/** The number of unfinished records in the ledger, by any of its names. */
function notFinished(run: RunSummary): number {
  return recordsOf(run, 'not-finished') || recordsOf(run, 'failed') + recordsOf(run, 'partly');
}

it('there are as many mixes as outcomes allow', () => {
  expect(ALL.length).toBeGreaterThan(2 ** 7 * 12);
  expect(new Set(ENDED.map(({ run }) => JSON.stringify(run.counts))).size).toBe(2 ** 6);
});

describe('one total', () => {
  it('is what the parts of the ledger add up to, and with those that had none the selection', () => {
    const found = faults(once(ALL), ({ run }, says) => {
      const words = ledger(run);
      const all = words.parts.flatMap((part) => [part, ...part.of]);
      says('sum', sumOf(words.parts), words.total);
      says('selection', words.total + words.none, run.total);
      for (const { name, of, records } of words.parts) if (of.length > 0) says(name, sumOf(of), records);
      says('labels', new Set(all.map(({ label }) => label)).size, all.length);
    });
    expect(found).toEqual([]);
  });

  it('is that of the bar', () => {
    const found = faults(once(ALL), ({ run }, says) => {
      const { total } = ledger(run);
      says('all', concerned(run), total);
      says('done', settled(run), total - run.counts.pending);
    });
    expect(found).toEqual([]);
  });

  it('is that of the headline here and in the report, of the history and of the toolbar', () => {
    const found = faults(once(ENDED), ({ run }, says) => {
      const { total } = ledger(run);
      const removed = recordsOf(run, 'removed');
      if (total === 0) return;
      const whole = removed === total ? [total] : [removed, total];
      const isStopped = run.state === 'stopped';
      const isFailed = run.kind === 'removal' && !isStopped && run.counts.failed === total;
      const both = [removed, total];
      says('popup', numbersIn(endedWords(run).headline), isFailed ? [total] : isStopped ? both : whole);
      const ofTags = isStopped && run.kind === 'undo' ? [] : [run.chosenCount];
      says('report', numbersIn(title(run)), [...ofTags, ...(isStopped ? both : whole)]);
      says('history', numbersIn(howWords(run).words).slice(0, whole.length), whole);
      const problems = run.counts.failed + run.counts.partly + run.counts.unknown;
      if (!isStopped || problems > 0)
        says('toolbar', numbersIn(workBadge([run], [], NOW)?.title ?? '').at(-1), problems > 0 ? total : removed);
    });
    expect(found).toEqual([]);
  });
});

describe('one number for what a button does and what the ledger says', () => {
  it('each step names the records of a part', () => {
    const found = faults(ENDED, ({ run, retried, continued }, says) => {
      const rest = recordsOf(run, 'not-sent') + recordsOf(run, 'pending');
      const wanted = {
        check: [recordsOf(run, 'unknown')],
        continue: continued === 0 ? [rest] : [rest, continued],
        retry: retried === notFinished(run) ? [retried] : [retried, notFinished(run)],
      };
      for (const { kind, label } of nextSteps(run, { retried, continued })) says(kind, numbersIn(label), wanted[kind]);
    });
    expect(found).toEqual([]);
  });

  it('what can be taken further has its step, and nothing else has one', () => {
    const found = faults(ENDED, ({ run, retried, continued }, says) => {
      const unfinished = { retried, continued };
      says(
        'steps',
        nextSteps(run, unfinished).map(({ kind }) => kind),
        [
          ...(run.counts.unknown > 0 ? ['check'] : []),
          ...(run.state === 'stopped' && run.counts['not-sent'] > 0 ? ['continue'] : []),
          ...(retried > 0 ? ['retry'] : []),
        ],
      );
      says('undone', nextSteps({ ...run, undoneBy: 'undo' }, unfinished), []);
    });
    expect(found).toEqual([]);
  });

  it('the undo says what it is made of, and that adds up to what it acts on', () => {
    const found = faults(once(ENDED), ({ run }, says) => {
      const parts = numbersIn(undoParts(run));
      says(
        'parts',
        parts.reduce((sum, n) => sum + n, 0),
        run.changed,
      );
      says('undo', undoable(run), run.kind === 'removal' ? run.changed : 0);
    });
    expect(found).toEqual([]);
  });

  it('the history says of what is not well what the ledger says', () => {
    const found = faults(once(ENDED), ({ run }, says) => {
      const wanted = [notFinished(run), recordsOf(run, 'unknown')].filter((n) => n > 0);
      says('history', numbersIn(howWords(run).words).slice(wanted.length === 0 ? Infinity : -wanted.length), wanted);
    });
    expect(found).toEqual([]);
  });

  it('every number in a sentence is one of the ledger, or of unclear records that have lost tags', () => {
    const found = faults(once(ENDED), ({ run }, says) => {
      const { parts, total, none } = ledger(run);
      const lost = run.changed - run.counts.removed - run.counts.partly;
      const ofParts = parts.flatMap((part) => [part.records, ...part.of.map(({ records }) => records)]);
      const known = new Set([0, total, none, run.total, lost, ...ofParts]);
      const news = newsOf(run);
      for (const sentence of [...endedWords(run).sentences, news?.title ?? '', news?.message ?? ''])
        says(
          sentence,
          numbersIn(sentence).filter((n) => !known.has(n)),
          [],
        );
      const summary = gist(run, NOW);
      if (summary !== null) says(summary, numbersIn(summary).includes(run.counts.removed), true);
    });
    expect(found).toEqual([]);
  });
});

it('a line holds at most four parts beside their sum, a list the rest', () => {
  const found = faults(once(ALL), ({ run }, says) => {
    const { parts, isList, none } = ledger(run);
    const outcomes = parts.reduce((sum, { of }) => sum + Math.max(1, of.length), 0) + Number(none > 0);
    says('list', isList, parts.length > 4 || outcomes > 5);
  });
  expect(found).toEqual([]);
});
