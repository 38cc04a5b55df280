import type { JSX } from 'preact';
import { number, text } from '../../shared/i18n.ts';
import { type Counts, type Outcome, OUTCOMES, type RunSummary, sumOfCounts } from '../../shared/run-summary.ts';
import { Icon } from '../../ui/components/Icon.tsx';
import type { CleanupNow } from '../../ui/models/CleanupsModel.ts';
import { columnOrder, outcomeLabel, outcomeTone } from '../../ui/outcome-words.ts';
import { Name } from '../../ui/rich-text.tsx';
import { useReport } from '../report-context.ts';
import { kindOf } from './cleanup-words.ts';

/** More modules than this push the records out of sight, so their table is opened on demand. */
const OPEN_MODULES = 5;

/** The result by module and outcome, which adds up both ways; nothing where there is one module. */
export function ModuleTable({ now: shown }: { now: CleanupNow }): JSX.Element | null {
  const { cleanup } = useReport();
  const runs = cleanup.all.value.filter(({ now }) => now.total > 0);
  const kind = kindOf(shown.cleanup, cleanup.side.value);
  if (runs.length < 2) return null;
  const all = sumOfCounts(runs.map(({ now }) => now));
  const columns = columnOrder(kind).filter((outcome) => all[outcome] > 0);
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
                {outcomeLabel(outcome, kind)}
              </th>
            ))}
            <th scope="col">{text(sumLabel(kind))}</th>
          </tr>
        </thead>
        <tbody>
          {runs.map(({ run, now }) => (
            <tr key={run.id}>
              <th scope="row">
                <Name>{run.module.plural}</Name>
              </th>
              <Numbers counts={now.counts} columns={columns} kind={kind} />
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{text('tags_total')}</th>
            <Numbers counts={all} columns={columns} kind={kind} />
          </tr>
        </tfoot>
      </table>
    </details>
  );
}

function sumLabel(kind: RunSummary['kind']): 'out_selected' | 'col_records' {
  return kind === 'put' ? 'out_selected' : 'col_records';
}

interface Props {
  readonly counts: Counts;
  readonly columns: readonly Outcome[];
  readonly kind: RunSummary['kind'];
}

function Numbers({ counts, columns, kind }: Props): JSX.Element {
  const total = OUTCOMES.reduce((sum, outcome) => sum + counts[outcome], 0);
  return (
    <>
      {columns.map((outcome) => (
        <td
          key={outcome}
          class={counts[outcome] > 0 ? outcomeTone(outcome) : 'muted'}
          data-label={outcomeLabel(outcome, kind)}
        >
          {number(counts[outcome])}
        </td>
      ))}
      <td data-label={text(sumLabel(kind))}>{number(total)}</td>
    </>
  );
}
