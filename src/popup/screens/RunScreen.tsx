import type { JSX } from 'preact';
import { plural, text } from '../../shared/i18n.ts';
import { nouns } from '../../shared/nouns.ts';
import type { RunSummary } from '../../shared/run-summary.ts';
import { Ledger } from '../../ui/components/Ledger.tsx';
import { Say } from '../parts/frame/Say.tsx';
import { RunProgress } from '../../ui/components/RunProgress.tsx';
import { RunPills } from '../../ui/components/TagPills.tsx';
import { isHeldUp, StoppingNote, WaitNote, waitHeadline } from '../../ui/components/WaitNote.tsx';
import { timeOfDay } from '../../ui/formats.ts';
import { sourceWords } from '../../ui/source-words.ts';
import { RunFoot } from '../parts/run/RunFoot.tsx';
import { usePopup } from '../popup-context.ts';

/** A run that works or waits. Everything on the screen comes from its mirror. */
export function RunScreen({ run }: { run: RunSummary }): JSX.Element {
  const { runs, session } = usePopup();
  const reserve = session.settings.value.creditReserve;
  const isStopping = run.isStopping || runs.stopping.value.has(run.id);
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
        {run.chosenCount === 0 ? null : <RunPills run={run} most={4} />}
        {run.startedAt === null ? (
          <progress aria-label={headlineOf(run, isStopping)} />
        ) : (
          <RunProgress run={run} isPaused={run.state === 'waiting' && !isStopping} />
        )}
        {isStopping ? (
          <StoppingNote run={run} />
        ) : run.state === 'waiting' || isHeldUp(run) ? (
          <WaitNote run={run} reserve={reserve} />
        ) : null}
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
