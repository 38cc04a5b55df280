import type { JSX } from 'preact';
import { plural, sentences } from '../../shared/i18n.ts';
import { isLive, undoable } from '../../shared/run-facts.ts';
import type { RunSummary } from '../../shared/run-summary.ts';
import { Gist } from '../../ui/components/Gist.tsx';
import { Ledger } from '../../ui/components/Ledger.tsx';
import { RunProgress } from '../../ui/components/RunProgress.tsx';
import { isHeldUp, StoppingNote, WaitNote } from '../../ui/components/WaitNote.tsx';
import { ledger } from '../../ui/ledger.ts';
import { endedWords, gist } from '../../ui/run-words.ts';
import { useReport } from '../report-context.ts';
import { EndedActions } from './EndedActions.tsx';
import { LiveActions } from './LiveActions.tsx';
import { RunNotes } from './RunNotes.tsx';
import { UndoConfirm } from './UndoConfirm.tsx';

/** The ledger and the run's actions; while it is live, its progress. */
export function RunSum({ now }: { now: RunSummary }): JSX.Element {
  const { asking, runs } = useReport();
  const isOn = isLive(now);
  const isUndoing = asking.value === 'undo' && !isOn && undoable(now) > 0;
  const { isList } = ledger(now);
  const isWell = !isOn && now.undoneBy === null && endedWords(now).tone === 'ok';
  const summary = isWell ? gist(now, Date.now()) : null;
  return (
    <>
      {isOn ? <Live now={now} /> : null}
      <div class={`run-sum ${isList ? 'is-list' : ''}`}>
        {summary === null ? <Ledger run={now} hasNone={false} isExplained /> : <Gist words={summary} />}
        {isUndoing ? null : isOn ? (
          <LiveActions
            live={now}
            isStopping={now.isStopping || runs.stopping.value.has(now.id)}
            stop={() => runs.stop(now.id)}
            goOn={runs.goOn}
          />
        ) : (
          <EndedActions now={now} isExplained={isList} />
        )}
      </div>
      <SumNote now={now} />
      {isUndoing ? <UndoConfirm now={now} /> : null}
      <RunNotes now={now} />
    </>
  );
}

/** Records outside the sum, and the parts of its columns. */
function SumNote({ now }: { now: RunSummary }): JSX.Element | null {
  const { failures } = useReport();
  const words = ledger(now);
  const { failed, partly } = now.counts;
  const lasting = failures.groups.value.reduce((sum, { records, retried }) => sum + records - retried, 0);
  const notes = [
    words.none === 0 || words.total === 0 || words.isList
      ? ''
      : plural('not_had', now.chosenCount, { m: words.none, all: words.selected }),
    failed === 0 || partly === 0 || words.isList
      ? ''
      : plural('rep_not_finished', partly, { n: failed + partly, failed, partly }),
    lasting === 0 || isLive(now) || now.undoneBy !== null ? '' : plural('rep_cant_retry', lasting),
  ];
  const said = sentences(notes);
  return said === '' ? null : <p class="muted small sum-note">{said}</p>;
}

function Live({ now }: { now: RunSummary }): JSX.Element {
  const { runs, reserve } = useReport();
  const isStopping = now.isStopping || runs.stopping.value.has(now.id);
  const left = reserve.value;
  return (
    <div class="stack run-live">
      <RunProgress run={now} isPaused={now.state === 'waiting' && !isStopping} />
      {isStopping ? (
        <StoppingNote run={now} />
      ) : now.state === 'waiting' || isHeldUp(now) ? (
        <WaitNote run={now} reserve={left} />
      ) : null}
    </div>
  );
}
