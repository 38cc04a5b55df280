import type { JSX } from 'preact';
import { number, template, text } from '../../shared/i18n.ts';
import { shownName } from '../../shared/names.ts';
import { nouns } from '../../shared/nouns.ts';
import type { RunSummary } from '../../shared/run-summary.ts';
import { duration, percent } from '../formats.ts';
import { RichText } from '../rich-text.tsx';
import { concerned, settled } from '../../shared/run-facts.ts';

/** The progress of a run, as a bar and in words, announced at each quarter. */
export function RunProgress({ run, isPaused }: { run: RunSummary; isPaused: boolean }): JSX.Element {
  const done = settled(run);
  const all = concerned(run);
  const label = text('run_done_label', { module: shownName(run.module.plural) });
  return (
    <div class="stack">
      <progress class={isPaused ? 'paused' : ''} value={done} max={Math.max(all, 1)} aria-label={label} />
      <p class="count-line">
        <span>
          <RichText
            raw={template('run_of')}
            values={{ done: <b>{number(done)}</b>, all: number(all), nouns: nouns(run.module) }}
          />
        </span>
        <span class="muted">
          {run.timeLeftMs === null || isPaused ? '' : text('run_left', { duration: duration(run.timeLeftMs) })}
        </span>
      </p>
      <output class="vh">{quarterWords(done, all, run.counts.failed)}</output>
    </div>
  );
}

/** Announced at each quarter, not at each batch. The text changes only there. */
function quarterWords(done: number, all: number, failed: number): string {
  const quarter = all === 0 ? 0 : Math.floor((done / all) * 4);
  return quarter === 0 ? '' : text('run_live', { percent: percent(quarter, 4), failed });
}
