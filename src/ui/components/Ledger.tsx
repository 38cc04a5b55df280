import type { JSX } from 'preact';
import { number, text } from '../../shared/i18n.ts';
import type { RunSummary } from '../../shared/run-summary.ts';
import { ledgerColumns } from '../outcome-words.ts';

/** The records of a run by outcome: columns that add up to the selection at every moment. */
export function Ledger({ run }: { run: Pick<RunSummary, 'counts' | 'kind' | 'total'> }): JSX.Element {
  return (
    <dl class="ledger" aria-label={text('ledger_label')}>
      {ledgerColumns(run.counts, run.kind).map(({ outcome, label, help, tone, records }) => (
        <div key={outcome} class={tone} title={help || undefined}>
          <dt>{label}</dt>
          <dd>{number(records)}</dd>
        </div>
      ))}
      <div class="sum" title={text('out_selected_help')}>
        <dt>{text(run.kind === 'undo' ? 'out_to_undo' : 'out_selected')}</dt>
        <dd>{number(run.total)}</dd>
      </div>
    </dl>
  );
}
