import type { JSX } from 'preact';
import { number, text } from '../../shared/i18n.ts';
import {
  type Counts,
  NO_COUNTS,
  type Outcome,
  OUTCOMES,
  type RunSummary,
  sumOfCounts,
} from '../../shared/run-summary.ts';
import { reportUrl } from '../../ui/links.ts';
import type { CleanupNow, StepNow } from '../../ui/models/CleanupsModel.ts';
import { COLUMN_ORDER, outcomeLabel, outcomeTone } from '../../ui/outcome-words.ts';
import { Name } from '../../ui/rich-text.tsx';
import { Unknown } from '../list/TagRowView.tsx';
import { stageOf } from './stage-of.ts';
import { StageMark } from './StageMark.tsx';

/** Modules by outcome. It adds up down and across; an outcome that no record has is left out. */
export function OutcomeTable({ now }: { now: CleanupNow }): JSX.Element {
  const { cleanup, steps } = now;
  const kind = cleanup.isUndo ? 'undo' : 'removal';
  // Modules that lost nothing are no part of an undo.
  const rows = steps
    .map((step, place) => ({ step, place, counts: countsIn(now, step) }))
    .filter(({ step }) => !cleanup.isUndo || step.undo !== null || (step.run?.changed ?? 0) > 0);
  const all = sumOfCounts(rows.flatMap(({ counts }) => (counts === null ? [] : { counts })));
  const columns = COLUMN_ORDER.filter((outcome) => all[outcome] > 0).map((outcome) => ({
    outcome,
    label: outcomeLabel(outcome, kind),
  }));
  return (
    <table class="sums by">
      <thead>
        <tr>
          <th scope="col">{text('col_module')}</th>
          {columns.map(({ outcome, label }) => (
            <th key={outcome} scope="col">
              {label}
            </th>
          ))}
          <th scope="col">{text('col_records')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ step, place, counts }) => (
          <Row key={step.module.apiName} now={now} step={step} place={place} counts={counts} columns={columns} />
        ))}
      </tbody>
      {rows.length < 2 ? null : (
        <tfoot>
          <tr>
            <th scope="row">{text('tags_total')}</th>
            <Numbers counts={all} columns={columns} />
          </tr>
        </tfoot>
      )}
    </table>
  );
}

/** The records of a module by outcome; null where they are not found yet. */
function countsIn({ cleanup, phase }: CleanupNow, { run, undo }: StepNow): Counts | null {
  // An undo that has not reached this module has all its records to do.
  if (cleanup.isUndo && undo === null) return { ...NO_COUNTS, pending: run?.changed ?? 0 };
  const counts = (cleanup.isUndo ? undo : run)?.counts ?? null;
  // Nothing is pending after the end.
  if (counts === null || phase !== 'ended') return counts;
  return { ...counts, 'not-sent': counts['not-sent'] + counts.pending, pending: 0 };
}

type Columns = readonly { readonly outcome: Outcome; readonly label: string }[];

interface RowProps {
  readonly now: CleanupNow;
  readonly step: StepNow;
  readonly place: number;
  readonly counts: Counts | null;
  readonly columns: Columns;
}

function Row({ now, step, place, counts, columns }: RowProps): JSX.Element {
  const run = now.cleanup.isUndo ? step.undo : step.run;
  const isEnded = now.phase === 'ended';
  const stage = stageOf(now, place);
  return (
    <tr class={isEnded ? '' : stage}>
      <th scope="row">
        {isEnded ? null : <StageMark stage={stage} />}
        {isEnded && run !== null ? <ReportLink step={step} run={run} /> : <Name>{step.module.plural}</Name>}
      </th>
      <Numbers counts={counts} columns={columns} />
    </tr>
  );
}

/** The module's name, which leads to the records of its run. */
function ReportLink({ step, run }: { step: StepNow; run: RunSummary }): JSX.Element {
  const name = <Name>{step.module.plural}</Name>;
  if (run.startedAt === null) return name;
  return (
    <a href={reportUrl(run.id)} target="_blank" rel="noopener" title={text('cl_show')}>
      {name}
      <span class="vh">{text('new_tab')}</span>
    </a>
  );
}

function Numbers({ counts, columns }: { counts: Counts | null; columns: Columns }): JSX.Element {
  return (
    <>
      {columns.map(({ outcome, label }) => (
        <td
          key={outcome}
          class={counts !== null && counts[outcome] > 0 ? outcomeTone(outcome) : ''}
          data-label={text('col_label', { label })}
        >
          {counts === null ? <Unknown /> : number(counts[outcome])}
        </td>
      ))}
      <td data-label={text('col_label', { label: text('col_records') })}>
        {counts === null ? <Unknown /> : number(OUTCOMES.reduce((sum, outcome) => sum + counts[outcome], 0))}
      </td>
    </>
  );
}
