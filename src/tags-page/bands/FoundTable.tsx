import type { JSX } from 'preact';
import { number, text } from '../../shared/i18n.ts';
import type { CleanupNow } from '../../ui/models/CleanupsModel.ts';
import { Name } from '../../ui/rich-text.tsx';
import { Unknown } from '../list/TagRowView.tsx';
import { type FoundRow, foundRows, openSteps } from './found-rows.ts';
import { stageOf } from './stage-of.ts';
import { StageMark } from './StageMark.tsx';

interface Props {
  readonly now: CleanupNow;
  /** How many records have each tag, for each step; null while they are being found. */
  readonly found?: readonly (readonly number[] | null)[] | null;
}

/** Zoho's counts beside the found records, module by module, and the missing ones at the end. */
export function FoundTable({ now, found = null }: Props): JSX.Element {
  // Of a retry, only the modules that are found anew are shown.
  const open = openSteps(now);
  const rows = foundRows(now, found).filter(({ step }) => open.includes(step));
  const isFound = found !== null;
  const columns = isFound ? ALL : ALL.slice(0, 2);
  return (
    <table class="sums by">
      <thead>
        <tr>
          <th scope="col">{text('col_module')}</th>
          {columns.map(({ label }) => (
            <th key={label} scope="col">
              {text(label)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={`${row.step.module.apiName} ${row.tag.id}`} row={row} now={now} columns={columns} />
        ))}
      </tbody>
      {rows.length < 2 ? null : (
        <tfoot>
          <tr>
            <th scope="row">{text('tags_total')}</th>
            {columns.map(({ label, of }) => (
              <Cell key={label} label={text(label)} n={sumOf(rows.map(of))} />
            ))}
          </tr>
        </tfoot>
      )}
    </table>
  );
}

const ALL = [
  { label: 'cl_col_zoho', of: ({ counted }: FoundRow) => counted },
  { label: 'cl_col_found', of: ({ found }: FoundRow) => found },
  { label: 'cl_col_missing', of: ({ missing }: FoundRow) => missing },
] as const;

/** A sum that lacks a number is none. */
function sumOf(numbers: readonly (number | null)[]): number | null {
  return numbers.reduce<number | null>((sum, n) => (sum === null || n === null ? null : sum + n), 0);
}

interface RowProps {
  readonly row: FoundRow;
  readonly now: CleanupNow;
  readonly columns: readonly (typeof ALL)[number][];
}

function Row({ row, now, columns }: RowProps): JSX.Element {
  const { step, tag, place } = row;
  const stage = now.phase === 'finding' ? stageOf(now, place) : 'done';
  return (
    <tr class={stage}>
      <th scope="row">
        <StageMark stage={stage} />
        <Name>{step.module.plural}</Name>
        {step.holders.tags.length === 1 ? null : (
          <span class="muted">
            , <Name>{tag.name}</Name>
          </span>
        )}
      </th>
      {columns.map(({ label, of }) => (
        <Cell key={label} label={text(label)} n={of(row)} />
      ))}
    </tr>
  );
}

function Cell({ label, n }: { label: string; n: number | null }): JSX.Element {
  return <td data-label={text('col_label', { label })}>{n === null ? <Unknown /> : number(n)}</td>;
}
