import type { JSX } from 'preact';
import { number, text } from '../../shared/i18n.ts';
import type { Outcome, RunSummary } from '../../shared/run-summary.ts';
import { outcomeLabel } from '../../ui/outcome-words.ts';
import { OUTCOME_ORDER } from '../models/RowsModel.ts';
import { useReport } from '../report-context.ts';

/** The filter by outcome. Outcomes without records are left out. */
export function Filters({ now }: { now: Pick<RunSummary, 'kind' | 'total' | 'counts'> }): JSX.Element {
  const { rows } = useReport();
  const chosen = rows.outcome.value;
  const shown = OUTCOME_ORDER.filter((outcome) => now.counts[outcome] > 0 || outcome === chosen);
  return (
    <fieldset class="seg">
      <legend class="vh">{text('rep_filter')}</legend>
      <Choice outcome={null} label={text('rep_filter_all')} records={now.total} />
      {shown.map((outcome) => (
        <Choice key={outcome} outcome={outcome} label={outcomeLabel(outcome, now.kind)} records={now.counts[outcome]} />
      ))}
    </fieldset>
  );
}

interface Props {
  readonly outcome: Outcome | null;
  readonly label: string;
  readonly records: number;
}

function Choice({ outcome, label, records }: Props): JSX.Element {
  const { rows } = useReport();
  const isChosen = rows.outcome.value === outcome;
  const id = `outcome-${outcome ?? 'all'}`;
  return (
    <label for={id}>
      <input
        type="radio"
        id={id}
        name="outcome"
        checked={isChosen}
        onChange={() => {
          rows.outcome.value = outcome;
        }}
      />
      {label} <span class="n">{number(records)}</span>
    </label>
  );
}
