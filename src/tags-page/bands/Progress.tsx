import type { JSX } from 'preact';
import {
  countsOf,
  findingRunOf,
  hasRecords,
  type Progress as ProgressNow,
  progressOf,
} from '../../cleanups/queries/facts.ts';
import { number, plural, template, text } from '../../shared/i18n.ts';
import { shownName } from '../../shared/names.ts';
import { concerned } from '../../shared/run-facts.ts';
import { newNameWords } from '../../ui/cleanup-words.ts';
import { duration, percent } from '../../ui/formats.ts';
import type { CleanupNow } from '../../ui/models/CleanupsModel.ts';
import { RichText } from '../../ui/rich-text.tsx';
import { timeLeft } from './time-left.ts';

interface Props {
  readonly now: CleanupNow;
  readonly isPaused: boolean;
}

/** The progress over all modules; announced at each quarter and at each new module. */
export function Progress({ now, isPaused }: Props): JSX.Element {
  if (now.phase === 'finding') return <Finding now={now} isPaused={isPaused} />;
  const { cleanup, steps, at } = now;
  const { done, all } = progressOf(cleanup, steps);
  const quarter = all === 0 ? 0 : Math.floor((done / all) * 4);
  const step = at === null ? undefined : steps[at];
  const spoken = {
    percent: percent(quarter, 4),
    failed: countsOf(cleanup, steps).failed,
    module: step === undefined ? '' : shownName(step.module.plural),
  };
  const left = isPaused ? null : timeLeft(now);
  return (
    <div class="stack">
      <progress class={isPaused ? 'paused' : ''} value={done} max={Math.max(all, 1)} aria-label={text('cl_label')} />
      <p class="count-line">
        <span>
          <CountLine now={now} />
        </span>
        <span class="muted">{left === null ? '' : text('run_left', { duration: duration(left) })}</span>
      </p>
      <output class="vh">{quarter === 0 ? '' : text(hasRecords(cleanup) ? 'cl_live' : 'cl_live_tags', spoken)}</output>
    </div>
  );
}

/**
 * The progress in numbers. In a replace they are those of the run at work: the bar counts each record for both its runs,
 * and so many records there are not.
 */
function CountLine({ now }: { now: CleanupNow }): JSX.Element | null {
  const { cleanup, steps, work, live } = now;
  if (!hasRecords(cleanup)) return <TagCount progress={progressOf(cleanup, steps)} />;
  if (cleanup.kind !== 'replace') return <Counted raw={template('cl_of')} {...progressOf(cleanup, steps)} />;
  if (live === null) return null;
  const { removed, 'had-none': had } = live.counts;
  if (work === 'put') {
    const raw = template('mg_run_on').replace('{tag}', newNameWords(now));
    return <Counted raw={raw} done={removed + had} all={concerned(live)} />;
  }
  return <Counted raw={template('cl_of')} done={live.total - live.counts.pending} all={live.total} />;
}

function TagCount({ progress: { done, all } }: { progress: ProgressNow }): JSX.Element | null {
  return all < 2 ? null : <Counted raw={template('cl_of_tags')} done={done} all={all} />;
}

function Counted({ raw, done, all }: { raw: string } & ProgressNow): JSX.Element {
  return <RichText raw={raw} values={{ n: <b>{number(done)}</b>, all: number(all) }} />;
}

/** Found against counted records, where Zoho counts all of them and none twice. */
function Finding({ now: { cleanup, steps }, isPaused }: Props): JSX.Element {
  const found = steps.reduce((sum, step) => sum + (findingRunOf(cleanup, step)?.total ?? 0), 0);
  const counts = steps.flatMap(({ holders }) => holders.counted);
  const all = counts.reduce<number>((sum, n) => sum + (n ?? 0), 0);
  const isCounted = counts.every((n) => n !== null) && steps.every(({ holders }) => holders.tags.length === 1);
  const isWithin = isCounted && found <= all;
  return (
    <div class="stack">
      <progress
        class={isPaused ? 'paused' : ''}
        value={isWithin ? found : undefined}
        max={Math.max(all, 1)}
        aria-label={text('cl_col_found')}
      />
      <p class="count-line">
        <span>
          {isWithin ? (
            <RichText raw={template('cl_found_of')} values={{ n: <b>{number(found)}</b>, all: number(all) }} />
          ) : (
            plural('cl_found', found)
          )}
        </span>
      </p>
    </div>
  );
}
