/* oxlint-disable jsx-a11y/no-redundant-roles, jsx-a11y/no-interactive-element-to-noninteractive-role --
   Browsers drop a table's roles where narrow screens show its rows as cards, unless they are written out. */
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { HistoryHit } from '../../runs/queries/find-in-history.ts';
import type { RecordRow, Run } from '../../runs/model/types.ts';
import { text } from '../../shared/i18n.ts';
import { isUndo, undoable } from '../../shared/run-facts.ts';
import { TagPill } from '../../ui/components/TagMark.tsx';
import { Name } from '../../ui/rich-text.tsx';
import { summaryOfRun } from '../../ui/run-view.ts';
import { undoDate } from '../../ui/run-words.ts';
import { howWords } from '../history/history-words.ts';
import { addressOf, type Place } from '../place.ts';
import { OutcomeMark, RecordName } from '../records/RecordRowView.tsx';
import { TagsCell } from '../records/TagsCell.tsx';
import { useReport } from '../report-context.ts';
import { rowReason } from '../row-reason.ts';
import { dateTime } from '../run-times.ts';

/** The matches: the record, its tags, what happened, and in which removal. */
export function HitsTable({ hits }: { hits: readonly HistoryHit[] }): JSX.Element {
  return (
    <section class="scroller" aria-label={text('find_table')}>
      <table role="table" class="hits" aria-label={text('find_table')}>
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader" scope="col">
              {text('rep_col_record')}
            </th>
            <th role="columnheader" scope="col">
              {text('tags_table')}
            </th>
            <th role="columnheader" scope="col">
              {text('rep_col_outcome')}
            </th>
            <th role="columnheader" scope="col">
              {text('find_col_where')}
            </th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          {hits.map(({ run, row }) =>
            row === null ? (
              <RunRow key={run.id} run={run} />
            ) : (
              <HitRow key={`${run.id} ${row.n}`} run={run} row={row} />
            ),
          )}
        </tbody>
      </table>
    </section>
  );
}

function HitRow({ run, row }: { run: Run; row: RecordRow }): JSX.Element {
  const isOpen = useSignal(false);
  const { reason } = rowReason(row, run);
  const isTouched = row.lost.length + row.mistaken.length > 0;
  return (
    <tr role="row" class={isOpen.value ? 'whole' : ''}>
      <th role="rowheader" scope="row">
        <RecordName row={row} run={run} />
        <span class="muted id">
          <Name>{run.module.singular}</Name> · <span class="mono">{row.id}</span>
        </span>
      </th>
      <td role="cell">
        <TagsCell row={row} run={run} isWhole={isOpen.value} onWhole={() => (isOpen.value = true)} />
      </td>
      <td role="cell">
        <OutcomeMark outcome={row.outcome} run={run} />
      </td>
      <td role="cell">
        <Where run={run} isTouched={isTouched} />
        {reason === '' ? null : <p class="muted small">{reason}</p>}
      </td>
    </tr>
  );
}

/** A run that matches by its tags alone. */
function RunRow({ run }: { run: Run }): JSX.Element {
  const { historyDays } = useReport();
  const now = summaryOfRun(run, null, historyDays.value);
  return (
    <tr role="row">
      <th role="rowheader" scope="row">
        <Name>{run.module.plural}</Name>
        <span class="muted id">{howWords(now).words}</span>
      </th>
      <td role="cell">
        <ul class="pills">
          {now.chosen.map((tag) => (
            <TagPill key={tag.id} tag={tag} />
          ))}
        </ul>
      </td>
      <td role="cell">
        {text(run.kind === 'undo' ? 'out_put_back' : run.kind === 'put' ? 'find_added' : 'out_removed')}
      </td>
      <td role="cell">
        <Where run={run} isTouched={now.changed > 0} />
      </td>
    </tr>
  );
}

/** The removal of a match: when, by which user, and whether it can be undone. */
function Where({ run, isTouched }: { run: Run; isTouched: boolean }): JSX.Element {
  const { go, historyDays } = useReport();
  const { cleanupId } = run;
  const to: Place = cleanupId === undefined ? { kind: 'run', id: run.id } : { kind: 'cleanup', id: cleanupId };
  const kind = cleanupId !== undefined ? 'find_cleanup' : run.kind === 'undo' ? 'find_undo' : 'find_removal';
  const now = summaryOfRun(run, null, historyDays.value);
  const date = undoDate(now, Date.now());
  const undo =
    isUndo(run) || !isTouched
      ? ''
      : now.undoneBy !== null
        ? text('undone_run')
        : undoable(now) > 0 && date !== null
          ? text('undo_until', { date })
          : text('find_no_undo');
  return (
    <p>
      <a
        href={addressOf(to)}
        onClick={(event) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey) return;
          event.preventDefault();
          go(to);
        }}
      >
        {text('find_in', { what: text(kind), when: dateTime(run.startedAt ?? run.createdAt, Date.now()) })}
      </a>{' '}
      <span class="muted">
        <Name>{run.user.name}</Name>
        {undo === '' ? '' : ` · ${undo}`}
      </span>
    </p>
  );
}
