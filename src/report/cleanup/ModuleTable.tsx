import type { JSX } from 'preact';
import { number, text } from '../../shared/i18n.ts';
import { type Counts, type Outcome, OUTCOMES, sumOfCounts } from '../../shared/run-summary.ts';
import { Icon } from '../../ui/components/Icon.tsx';
import { COLUMN_ORDER, outcomeLabel, outcomeTone } from '../../ui/outcome-words.ts';
import { Name } from '../../ui/rich-text.tsx';
import type { Side } from '../models/ShownCleanupModel.ts';
import { useReport } from '../report-context.ts';

/** More modules than this push the records out of sight, so their table is opened on demand. */
const OPEN_MODULES = 5;

/** The result by module and outcome, which adds up both ways; nothing where there is one module. */
export function ModuleTable(): JSX.Element | null {
  const { cleanup } = useReport();
  const runs = cleanup.all.value.filter(({ now }) => now.total > 0);
  const side = cleanup.side.value;
  if (runs.length < 2) return null;
  const all = sumOfCounts(runs.map(({ now }) => now));
  const columns = COLUMN_ORDER.filter((outcome) => all[outcome] > 0);
  return (
    <details class="by-module" open={runs.length <= OPEN_MODULES}>
      <summary>
        {text('rep_clean_by_module')}
        <Icon name="down" />
      </summary>
      <table>
        <thead>
          <tr>
            <th scope="col">{text('col_module')}</th>
            {columns.map((outcome) => (
              <th key={outcome} scope="col">
                {outcomeLabel(outcome, side)}
              </th>
            ))}
            <th scope="col">{text('col_records')}</th>
          </tr>
        </thead>
        <tbody>
          {runs.map(({ run, now }) => (
            <tr key={run.id}>
              <th scope="row">
                <Name>{run.module.plural}</Name>
              </th>
              <Numbers counts={now.counts} columns={columns} side={side} />
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{text('tags_total')}</th>
            <Numbers counts={all} columns={columns} side={side} />
          </tr>
        </tfoot>
      </table>
    </details>
  );
}

interface Props {
  readonly counts: Counts;
  readonly columns: readonly Outcome[];
  readonly side: Side;
}

function Numbers({ counts, columns, side }: Props): JSX.Element {
  const total = OUTCOMES.reduce((sum, outcome) => sum + counts[outcome], 0);
  return (
    <>
      {columns.map((outcome) => (
        <td
          key={outcome}
          class={counts[outcome] > 0 ? outcomeTone(outcome) : 'muted'}
          data-label={outcomeLabel(outcome, side)}
        >
          {number(counts[outcome])}
        </td>
      ))}
      <td data-label={text('col_records')}>{number(total)}</td>
    </>
  );
}
