import type { JSX } from 'preact';
import { plural, text } from '../../shared/i18n.ts';
import type { RunSummary } from '../../shared/run-summary.ts';
import { undoable, isLive } from '../../shared/run-facts.ts';
import { Ledger } from '../../ui/components/Ledger.tsx';
import { Note } from '../../ui/components/Note.tsx';
import { RunProgress } from '../../ui/components/RunProgress.tsx';
import { WaitNote } from '../../ui/components/WaitNote.tsx';
import { useReport } from '../report-context.ts';
import { EndedActions } from './EndedActions.tsx';
import { LiveActions } from './LiveActions.tsx';
import { RunNotes } from './RunNotes.tsx';
import { UndoConfirm } from './UndoConfirm.tsx';

/** The ledger, and what can be done with the run; while it goes on, how far it is. */
export function RunSum({ now }: { now: RunSummary }): JSX.Element {
  const { asking } = useReport();
  const isOn = isLive(now);
  const isUndoing = asking.value === 'undo' && !isOn && undoable(now) > 0;
  return (
    <>
      {isOn ? <Live now={now} /> : null}
      <div class="run-sum">
        <Ledger run={now} />
        {isOn ? <LiveActions now={now} /> : <EndedActions now={now} />}
      </div>
      {isUndoing ? <UndoConfirm now={now} /> : null}
      <RunNotes now={now} />
    </>
  );
}

function Live({ now }: { now: RunSummary }): JSX.Element {
  const { runs, reserve } = useReport();
  const isStopping = runs.stopping.value.has(now.id);
  const left = reserve.value;
  return (
    <div class="stack">
      <RunProgress run={now} isPaused={now.state === 'waiting' && !isStopping} />
      {isStopping ? (
        <Note icon="wait" live="status">
          <p>
            <strong>{text('stopping')}</strong> {now.inFlight === 0 ? null : plural('stopping_p', now.inFlight)}
          </p>
        </Note>
      ) : now.state === 'waiting' ? (
        <WaitNote run={now} reserve={left} />
      ) : null}
    </div>
  );
}
