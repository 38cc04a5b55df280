/* oxlint-disable jsx-a11y/no-redundant-roles, jsx-a11y/no-interactive-element-to-noninteractive-role --
   Browsers drop a table's roles where narrow screens show its rows as cards, unless they are written out. */
import type { JSX } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { template, text } from '../../shared/i18n.ts';
import { Name, RichText } from '../../ui/rich-text.tsx';
import type { CsvRun } from '../../ui/run-csv.ts';
import { useReport } from '../report-context.ts';
import { RecordRowView } from './RecordRowView.tsx';
import { useIsNarrow } from '../../ui/use-is-narrow.ts';
import { useVirtualRows } from '../../ui/use-virtual-rows.ts';

/** Approximate heights of a row, and of a card on a narrow screen, in pixels. */
const ROW_PX = 52;
const CARD_PX = 108;

/**
 * The table of records, in which only the rows in sight exist. Its roles are explicit, because browsers drop them where
 * narrow screens show rows as cards.
 */
export function RecordsTable({ runs, count }: { runs: readonly CsvRun[]; count: number }): JSX.Element {
  const { rows } = useReport();
  const byId = useMemo(() => new Map(runs.map((one) => [one.run.id, one])), [runs]);
  const box = useRef<HTMLElement>(null);
  const isPage = useIsNarrow();
  const { items, before, after, measure } = useVirtualRows({ count, box, isPage, rowPx: isPage ? CARD_PX : ROW_PX });
  const revision = rows.loaded.value;
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? -1;
  const order = rows.order.value;
  useEffect(() => {
    rows.show(first, last);
  }, [rows, first, last, order, revision]);
  return (
    <section ref={box} class="scroller" tabIndex={isPage ? -1 : 0} aria-label={text('rep_scrolls')}>
      <table role="table" aria-rowcount={count + 1} aria-label={text('rep_table')}>
        <Head runs={runs} />
        <tbody role="rowgroup">
          <Gap pixels={before} />
          {items.map(({ index }) => {
            const row = rows.row(index);
            const of = byId.get(row?.run ?? '');
            return (
              <RecordRowView
                key={order[index] ?? `at ${index}`}
                index={index}
                row={row}
                run={of?.run ?? null}
                unmade={of?.unmade}
                hasModule={runs.length > 1}
                measure={measure}
              />
            );
          })}
          <Gap pixels={after} />
        </tbody>
      </table>
    </section>
  );
}

function Head({ runs }: { runs: readonly CsvRun[] }): JSX.Element {
  const [first, ...others] = runs.map(({ run }) => run);
  const back = <ins>{text('rep_col_back')}</ins>;
  const gone = <del>{text('rep_col_gone')}</del>;
  const changes = {
    removal: gone,
    undo: back,
    'take-back': back,
    put: (
      <>
        <ins>{text('rep_col_added')}</ins>, {gone}
      </>
    ),
  };
  return (
    <thead role="rowgroup">
      <tr role="row" aria-rowindex={1}>
        <th role="columnheader" scope="col">
          {first !== undefined && others.length === 0 ? <Name>{first.module.singular}</Name> : text('rep_col_record')}
        </th>
        <th role="columnheader" scope="col">
          <RichText raw={template('rep_col_tags')} values={{ change: changes[first?.kind ?? 'removal'] }} />
        </th>
        <th role="columnheader" scope="col">
          {text('rep_col_outcome')}
        </th>
        <th role="columnheader" scope="col">
          {text('rep_col_reason')}
        </th>
      </tr>
    </thead>
  );
}

/** Fills the space of rows that are not drawn. */
function Gap({ pixels }: { pixels: number }): JSX.Element | null {
  if (pixels <= 0) return null;
  return <tr class="gap" role="presentation" aria-hidden="true" style={{ blockSize: `${pixels}px` }} />;
}
