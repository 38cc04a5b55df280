import type { JSX } from 'preact';
import { plural, text } from '../../../shared/i18n.ts';
import type { RunSummary } from '../../../shared/run-summary.ts';
import { undoable } from '../../../shared/run-facts.ts';
import { Icon } from '../../../ui/components/Icon.tsx';
import { day } from '../../../ui/formats.ts';
import { usePopup } from '../../popup-context.ts';
import { AskRefused } from '../problems/AskRefused.tsx';
import { inBackground } from '../../../shared/notes.ts';

interface Step {
  readonly label: string;
  readonly press: () => void;
}

/** The ways on from an ended run: back, again, on, or to the next tags. */
export function EndedFoot({ run }: { run: RunSummary }): JSX.Element {
  const step = useNextStep(run);
  const { more } = usePopup();
  const isMain = step !== null && run.kind === 'removal';
  const undoLine = undoWords(run);
  return (
    <footer class="foot">
      <AskRefused />
      <div class="row fill">
        <UndoButton run={run} isCounted={step !== null} />
        {step === null || run.kind === 'undo' ? (
          <button class="btn tall" type="button" onClick={() => inBackground(more(run.id), 'EndedFoot.more')}>
            {text('more_tags')}
          </button>
        ) : null}
        {step === null ? null : (
          <button class={`btn tall ${isMain ? 'primary' : ''}`} type="button" onClick={step.press}>
            {step.label}
          </button>
        )}
      </div>
      {undoLine === '' ? null : <p class="side">{undoLine}</p>}
    </footer>
  );
}

/** What would bring the run further, one thing at a time: go on, check, retry; for an undo, remove again. */
function useNextStep(run: RunSummary): Step | null {
  const { runs, failures, choose, putRunAway } = usePopup();
  const { unknown, pending, 'not-sent': notSent } = run.counts;
  const failed = failures.retryable.value;
  const rest = notSent + pending;
  if (run.undoneBy !== null) return null;
  if (run.state === 'stopped' && rest > 0)
    return { label: plural('stopped_on', rest), press: () => inBackground(runs.goOn(run.id), 'EndedFoot.goOn') };
  if (unknown > 0)
    return {
      label: plural('check_unknown', unknown),
      press: () => inBackground(runs.check(run.id), 'EndedFoot.check'),
    };
  if (failed > 0)
    return { label: plural('retry_failed', failed), press: () => inBackground(runs.retry(run.id), 'EndedFoot.retry') };
  if (run.kind === 'undo' && run.changed > 0)
    return {
      label: text('again'),
      press: () => {
        putRunAway(run.id);
        choose({ from: 'again', undo: run });
      },
    };
  return null;
}

function UndoButton({ run, isCounted }: { run: RunSummary; isCounted: boolean }): JSX.Element | null {
  const { isUndoing } = usePopup();
  const n = undoable(run);
  if (n === 0) return null;
  return (
    <button
      class="btn tall"
      type="button"
      onClick={() => {
        isUndoing.value = true;
      }}
    >
      <Icon name="undo" />
      {isCounted ? text('undo_n', { n }) : text('undo')}
    </button>
  );
}

/** Until when the tags can be put back. Past that date the engine decides: the clock of this computer may be wrong. */
function undoWords({ undoUntil, undoneBy }: RunSummary): string {
  if (undoUntil === null || undoneBy !== null || undoUntil < Date.now()) return '';
  return text('undo_until', { date: day(undoUntil, Date.now()) });
}
