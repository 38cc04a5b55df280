import type { JSX } from 'preact';
import { number, plural, template, text } from '../../shared/i18n.ts';
import { nouns } from '../../shared/nouns.ts';
import type { RunSummary } from '../../shared/run-summary.ts';
import { Ledger } from '../../ui/components/Ledger.tsx';
import { Note } from '../../ui/components/Note.tsx';
import { Say } from '../../ui/components/Say.tsx';
import { duration, percent, timeOfDay } from '../../ui/formats.ts';
import { RichText } from '../../ui/rich-text.tsx';
import { concerned, settled } from '../../ui/run-words.ts';
import { sourceWords } from '../../ui/source-words.ts';
import { WaitNote, waitHeadline } from '../parts/WaitNote.tsx';
import { RunFoot } from '../parts/RunFoot.tsx';
import { usePopup } from '../popup-context.ts';

/** A run that goes on or waits. Everything on it comes from its mirror. */
export function RunScreen({ run }: { run: RunSummary }): JSX.Element {
  const { runs } = usePopup();
  const isStopping = runs.stopping.value.has(run.id);
  return (
    <>
      <main class="body">
        <Say heading={headlineOf(run, isStopping)} isFocused>
          <p class="muted">
            {run.startedAt === null
              ? sourceWords(run.source, run.module)
              : text('run_from', { source: sourceWords(run.source, run.module), time: timeOfDay(run.startedAt) })}
          </p>
        </Say>
        {run.startedAt === null ? null : <Progress run={run} isPaused={run.state === 'waiting' && !isStopping} />}
        {isStopping ? <Stopping inFlight={run.inFlight} /> : run.state === 'waiting' ? <WaitNote run={run} /> : null}
        {run.startedAt === null ? null : <Ledger run={run} />}
      </main>
      <RunFoot run={run} isStopping={isStopping} />
    </>
  );
}

function headlineOf(run: RunSummary, isStopping: boolean): string {
  if (isStopping) return text('stopping');
  if (run.state === 'waiting') return waitHeadline(run.why);
  if (run.state === 'reading' && run.kind === 'removal') return text('run_reading_h', { nouns: nouns(run.module) });
  return plural(run.kind === 'undo' ? 'run_undo_h' : 'run_h', run.chosenCount);
}

function Progress({ run, isPaused }: { run: RunSummary; isPaused: boolean }): JSX.Element {
  const done = settled(run);
  const all = concerned(run);
  const label = text('run_done_label', { module: run.module.plural });
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

/** Spoken at each quarter, not at each batch: the words change only there. */
function quarterWords(done: number, all: number, failed: number): string {
  const quarter = all === 0 ? 0 : Math.floor((done / all) * 4);
  return quarter === 0 ? '' : text('run_live', { percent: percent(quarter, 4), failed });
}

function Stopping({ inFlight }: { inFlight: number }): JSX.Element | null {
  return inFlight === 0 ? null : (
    <Note icon="wait" live="status">
      <p>{plural('stopping_p', inFlight)}</p>
    </Note>
  );
}
