import type { JSX } from 'preact';
import type { RunSummary } from '../../shared/run-summary.ts';
import { undoable, isLive } from '../../shared/run-facts.ts';
import { Ledger } from '../../ui/components/Ledger.tsx';
import { RunProgress } from '../../ui/components/RunProgress.tsx';
import { isHeldUp, StoppingNote, WaitNote } from '../../ui/components/WaitNote.tsx';
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
  const isStopping = now.isStopping || runs.stopping.value.has(now.id);
  const left = reserve.value;
  return (
    <div class="stack">
      <RunProgress run={now} isPaused={now.state === 'waiting' && !isStopping} />
      {isStopping ? (
        <StoppingNote run={now} />
      ) : now.state === 'waiting' || isHeldUp(now) ? (
        <WaitNote run={now} reserve={left} />
      ) : null}
    </div>
  );
}
