import type { JSX } from 'preact';
import { number, text } from '../../shared/i18n.ts';
import { hasOutcomes, sumOfStep, unreadOf } from '../../cleanups/queries/facts.ts';
import { type Counts, type Outcome, OUTCOMES, type RunSummary, sumOfCounts } from '../../shared/run-summary.ts';
import { reportUrl } from '../../ui/links.ts';
import type { CleanupNow, StepNow } from '../../ui/models/CleanupsModel.ts';
import { columnOrder, outcomeLabel, outcomeTone } from '../../ui/outcome-words.ts';
import { Name } from '../../ui/rich-text.tsx';
import { Unknown } from '../list/TagRowView.tsx';
import { stageOf } from './stage-of.ts';
import { StageMark } from './StageMark.tsx';

/** Whether there is something to tell by outcome: records that are found, and after the end a run that has begun. */
export function hasTable({ cleanup, phase, steps }: CleanupNow): boolean {
  if (!hasOutcomes(cleanup) || phase === 'finding') return false;
  return phase !== 'ended' || steps.some((step) => startedRun(cleanup, step) !== null);
}

/** Modules by outcome. It adds up down and across; an outcome that no record has is left out. */
export function OutcomeTable({ now }: { now: CleanupNow }): JSX.Element {
  const { cleanup, steps, phase } = now;
  const isReplace = cleanup.kind === 'replace' && !cleanup.isUndo;
  const kind = cleanup.isUndo ? 'undo' : isReplace ? 'put' : 'removal';
  // Modules in which nothing was changed are no part of an undo.
  const rows = steps
    .map((step, place) => ({ step, place, counts: countsIn(now, step) }))
    .filter(({ counts }) => !cleanup.isUndo || counts !== null);
  const all = sumOfCounts(rows.flatMap(({ counts }) => (counts === null ? [] : { counts })));
  const columns = columnOrder(kind)
    .filter((outcome) => all[outcome] > 0)
    .map((outcome) => ({
      outcome,
      // Who got the tag and who had it is told apart at the end.
      label:
        isReplace && phase !== 'ended' && outcome === 'removed' ? text('mg_col_done') : outcomeLabel(outcome, kind),
    }));
  const sum = text(isReplace ? 'out_selected' : 'col_records');
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
          <th scope="col">{sum}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ step, place, counts }) => (
          <Row
            key={step.module.apiName}
            now={now}
            step={step}
            place={place}
            counts={counts}
            columns={columns}
            sum={sum}
          />
        ))}
      </tbody>
      {rows.length < 2 ? null : (
        <tfoot>
          <tr>
            <th scope="row">{text('tags_total')}</th>
            <Numbers counts={all} columns={columns} sum={sum} />
          </tr>
        </tfoot>
      )}
    </table>
  );
}

/** The records of a module by outcome; null where they are not found yet. */
function countsIn({ cleanup, phase, steps }: CleanupNow, step: StepNow): Counts | null {
  const sum = sumOfStep(cleanup, step);
  // None was found, but the module was not read to its end.
  if (sum?.all === 0 && unreadOf(cleanup, steps).includes(step)) return null;
  const counts = sum?.counts ?? null;
  // Nothing is pending after the end.
  if (counts === null || phase !== 'ended') return counts;
  return { ...counts, 'not-sent': counts['not-sent'] + counts.pending, pending: 0 };
}

/** The run of a step that leads to its records in the report; null while none has begun. */
function startedRun({ isUndo }: CleanupNow['cleanup'], { run, undo, put, takeBack }: StepNow): RunSummary | null {
  const runs = isUndo ? [undo, takeBack] : [put, run];
  return runs.find((one) => one !== null && one.startedAt !== null) ?? null;
}

type Columns = readonly { readonly outcome: Outcome; readonly label: string }[];

interface RowProps {
  readonly now: CleanupNow;
  readonly step: StepNow;
  readonly place: number;
  readonly counts: Counts | null;
  readonly columns: Columns;
  readonly sum: string;
}

function Row({ now, step, place, counts, columns, sum }: RowProps): JSX.Element {
  const run = startedRun(now.cleanup, step);
  const isEnded = now.phase === 'ended';
  const stage = stageOf(now, place);
  return (
    <tr class={isEnded ? '' : stage}>
      <th scope="row">
        {isEnded ? null : <StageMark stage={stage} />}
        {isEnded && run !== null ? <ReportLink step={step} run={run} /> : <Name>{step.module.plural}</Name>}
      </th>
      <Numbers counts={counts} columns={columns} sum={sum} />
    </tr>
  );
}

/** The module's name, which leads to the records of its run. */
function ReportLink({ step, run }: { step: StepNow; run: RunSummary }): JSX.Element {
  return (
    <a href={reportUrl(run.id)} target="_blank" rel="noopener" title={text('cl_show')}>
      <Name>{step.module.plural}</Name>
      <span class="vh">{text('new_tab')}</span>
    </a>
  );
}

interface NumbersProps {
  readonly counts: Counts | null;
  readonly columns: Columns;
  /** The heading of the last column. */
  readonly sum: string;
}

function Numbers({ counts, columns, sum }: NumbersProps): JSX.Element {
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
      <td data-label={text('col_label', { label: sum })}>
        {counts === null ? <Unknown /> : number(OUTCOMES.reduce((sum, outcome) => sum + counts[outcome], 0))}
      </td>
    </>
  );
}
