import type { JSX } from 'preact';
import { text } from '../../shared/i18n.ts';
import { inBackground } from '../../shared/notes.ts';
import { records } from '../../shared/nouns.ts';
import { undoable } from '../../shared/run-facts.ts';
import type { RunSummary } from '../../shared/run-summary.ts';
import { Icon } from '../../ui/components/Icon.tsx';
import { type NextStep, nextSteps } from '../../ui/next-steps.ts';
import { undoDate, undoParts } from '../../ui/run-words.ts';
import { useReport } from '../report-context.ts';

interface Props {
  readonly now: RunSummary;
  /** Whether there is room, and need, for an explanation of each step. */
  readonly isExplained: boolean;
}

/** The next steps after an ended run, the most useful first, and the undo. */
export function EndedActions({ now, isExplained }: Props): JSX.Element {
  const steps = useSteps(now);
  if (!isExplained || steps.length === 0)
    return (
      <div class="row run-acts">
        {steps.map((step, place) => (
          <Step key={step.kind} step={step} now={now} isMain={place === 0} />
        ))}
        <Undo now={now} />
      </div>
    );
  return (
    <section class="next" aria-labelledby="next-h">
      <h2 id="next-h">{text('rep_next')}</h2>
      <ol>
        {steps.map((step, place) => (
          <li key={step.kind}>
            <Step step={step} now={now} isMain={place === 0} />
            {step.kind === 'check' ? <p class="muted small">{text('rep_next_check')}</p> : null}
          </li>
        ))}
        {undoable(now) === 0 ? null : (
          <li>
            <Undo now={now} />
            <p class="muted small">
              {text('rep_undo_parts', { records: records(now.changed, now.module), parts: undoParts(now) })}
            </p>
          </li>
        )}
      </ol>
    </section>
  );
}

function useSteps(now: RunSummary): readonly NextStep[] {
  const { failures } = useReport();
  return nextSteps(now, { retried: failures.retried.value, continued: failures.continued.value });
}

function Step({
  step: { kind, label },
  now,
  isMain,
}: {
  step: NextStep;
  now: RunSummary;
  isMain: boolean;
}): JSX.Element {
  const { runs } = useReport();
  const press: Record<NextStep['kind'], () => void> = {
    check: () => inBackground(runs.check(now.id), 'EndedActions.check'),
    continue: () => inBackground(runs.goOn(now.id), 'EndedActions.goOn'),
    retry: () => inBackground(runs.retry(now.id), 'EndedActions.retry'),
  };
  return (
    <button class={`btn ${isMain ? 'primary' : ''}`} type="button" onClick={press[kind]}>
      {kind === 'continue' ? null : <Icon name="retry" />}
      {label}
    </button>
  );
}

/** The date is beside it, and the question names the number of records. */
function Undo({ now }: { now: RunSummary }): JSX.Element | null {
  const { asking } = useReport();
  const date = undoDate(now, Date.now());
  if (undoable(now) === 0) return null;
  return (
    <span class="undo-pair">
      <button class="btn" type="button" onClick={() => (asking.value = 'undo')}>
        <Icon name="undo" />
        {text('undo')}
      </button>
      {date === null ? null : <span class="muted small">{text('undo_date', { date })}</span>}
    </span>
  );
}
