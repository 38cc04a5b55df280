import type { JSX } from 'preact';
import { plural, text } from '../../shared/i18n.ts';
import type { RunSummary } from '../../shared/run-summary.ts';
import { undoable } from '../../shared/run-facts.ts';
import { Icon } from '../../ui/components/Icon.tsx';
import { day } from '../../ui/formats.ts';
import { useReport } from '../report-context.ts';
import { inBackground } from '../../shared/notes.ts';

interface Action {
  readonly label: string;
  readonly press: () => void;
}

/** The ways on from an ended run: again, on, back, away. */
export function EndedActions({ now }: { now: RunSummary }): JSX.Element {
  const { asking } = useReport();
  const actions = useActions(now);
  const n = undoable(now);
  return (
    <div class="row">
      {actions.map(({ label, press }, place) => (
        <button key={label} class={`btn ${place === 0 ? 'primary' : ''}`} type="button" onClick={press}>
          {label}
        </button>
      ))}
      {n > 0 ? (
        <button class="btn" type="button" onClick={() => (asking.value = 'undo')}>
          <Icon name="undo" />
          {text('undo_n', { n })}
        </button>
      ) : null}
      <button class="btn quiet" type="button" onClick={() => (asking.value = 'delete')}>
        {text('rep_delete')}
      </button>
      {now.undoUntil === null || now.undoneBy !== null || now.undoUntil < Date.now() ? null : (
        <span class="muted small">{text('undo_until', { date: day(now.undoUntil, Date.now()) })}</span>
      )}
    </div>
  );
}

function useActions(now: RunSummary): readonly Action[] {
  const { runs, failures } = useReport();
  const { unknown, pending, 'not-sent': notSent } = now.counts;
  const failed = failures.retryable.value;
  const rest = now.state === 'stopped' ? notSent + pending : 0;
  const retry = {
    label: plural('retry_failed', failed),
    press: () => inBackground(runs.retry(now.id), 'EndedActions.retry'),
  };
  const goOn = { label: plural('stopped_on', rest), press: () => inBackground(runs.goOn(now.id), 'EndedActions.goOn') };
  const check = {
    label: plural('check_unknown', unknown),
    press: () => inBackground(runs.check(now.id), 'EndedActions.check'),
  };
  if (now.undoneBy !== null) return [];
  return [...(failed > 0 ? [retry] : []), ...(rest > 0 ? [goOn] : []), ...(unknown > 0 ? [check] : [])];
}
