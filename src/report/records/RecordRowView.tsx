/* oxlint-disable jsx-a11y/no-redundant-roles, jsx-a11y/no-interactive-element-to-noninteractive-role --
   Browsers drop a table's roles where narrow screens show its rows as cards, unless they are written out. */
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { sentenceGap, text } from '../../shared/i18n.ts';
import { LONGEST_TITLE, shownName } from '../../shared/names.ts';
import type { Outcome } from '../../shared/run-summary.ts';
import type { RecordRow, Run } from '../../runs/model/types.ts';
import { Icon, type IconName } from '../../ui/components/Icon.tsx';
import { outcomeLabel } from '../../ui/outcome-words.ts';
import { Name } from '../../ui/rich-text.tsx';
import { rowReason } from '../row-reason.ts';
import type { ShownRow } from '../shown-row.ts';
import { TagsCell } from './TagsCell.tsx';
import { recordUrl } from '../../ui/links.ts';
import type { Unmade } from '../../ui/row-reason-text.ts';

interface Props {
  /** Position in the table, from 0. */
  readonly index: number;
  readonly row: ShownRow | null;
  /** The run of the row; null while it is read. */
  readonly run: Run | null;
  /** In an undo: the deleted tags that were not made again. */
  readonly unmade: Unmade | undefined;
  /** Whether the table has records of several modules. */
  readonly hasModule: boolean;
  readonly measure: (element: Element | null) => void;
}

/** One record. It is drawn again only after a change, and not when the table scrolls. */
export function RecordRowView({ index, row, run, unmade, hasModule, measure }: Props): JSX.Element {
  return useMemo(
    () => <DrawnRow index={index} row={row} run={run} unmade={unmade} hasModule={hasModule} measure={measure} />,
    [index, row, run, unmade, hasModule, measure],
  );
}

/** A record with its tags before and after, its outcome, the reason and the remedy. */
function DrawnRow({ index, row, run, unmade, hasModule, measure }: Props): JSX.Element {
  const isOpen = useSignal(false);
  const isWhole = isOpen.value;
  const place = { role: 'row', 'aria-rowindex': index + 2, 'data-index': index, ref: measure } as const;
  if (row === null || run === null)
    return (
      <tr {...place}>
        <th role="rowheader" scope="row" colSpan={4} class="muted">
          {text('rep_reading_row')}
        </th>
      </tr>
    );
  const { reason, todo } = rowReason(row, run, unmade);
  return (
    <tr {...place} class={isWhole ? 'whole' : ''}>
      <th role="rowheader" scope="row">
        <RecordName row={row} run={run} />
        <span class="muted id">
          {hasModule ? (
            <>
              <Name>{run.module.singular}</Name> ·{' '}
            </>
          ) : null}
          <span class="mono">{row.id}</span>
        </span>
      </th>
      <td role="cell">
        <TagsCell row={row} run={run} isWhole={isWhole} onWhole={() => (isOpen.value = true)} />
      </td>
      <td role="cell">
        <OutcomeMark outcome={row.outcome} run={run} />
      </td>
      <td role="cell">
        {reason === '' ? null : (
          <p>
            {reason}
            {sentenceGap()}
            <span class="muted">{todo}</span>
          </p>
        )}
      </td>
    </tr>
  );
}

export function RecordName({ row, run }: { row: RecordRow; run: Run }): JSX.Element {
  const name = row.name === '' ? text('no_name', { id: row.id }) : row.name;
  const url = recordUrl({ ...run.org, moduleSlug: run.module.moduleSlug }, row.id);
  return (
    <a href={url} target="_blank" rel="noopener" title={shownName(name, LONGEST_TITLE)}>
      <Name>{name}</Name>
      <span class="vh">{text('new_tab')}</span>
    </a>
  );
}

const MARKS: Readonly<Record<Outcome, readonly [icon: IconName | null, kind: string]>> = {
  removed: ['check', 'removed'],
  partly: ['half', 'partly'],
  'had-none': [null, 'none'],
  failed: ['bad', 'failed'],
  'not-sent': ['wait', 'notsent'],
  unknown: ['ask', 'unknown'],
  pending: [null, 'none'],
};

export function OutcomeMark({ outcome, run }: { outcome: Outcome; run: Run }): JSX.Element {
  const [icon, kind] = MARKS[outcome];
  return (
    <span class={`outcome ${kind}`}>
      {icon === null ? <span class="no-icon" /> : <Icon name={icon} />}
      {outcomeLabel(outcome, run.kind)}
    </span>
  );
}
