/* oxlint-disable jsx-a11y/no-redundant-roles, jsx-a11y/no-interactive-element-to-noninteractive-role, jsx-a11y/no-noninteractive-element-to-interactive-role --
   Arrows lead through the cells, so the table is a grid. Browsers drop a table's roles where narrow screens show its rows as cards, unless they are written out. */
import type { JSX } from 'preact';
import { useMemo, useRef } from 'preact/hooks';
import { plural, text } from '../../shared/i18n.ts';
import { shownName } from '../../shared/names.ts';
import { Icon } from '../../ui/components/Icon.tsx';
import { CheckBox } from './CheckBox.tsx';
import { useIsNarrow } from '../../ui/use-is-narrow.ts';
import { useVirtualRows } from '../../ui/use-virtual-rows.ts';
import type { TagLine } from '../lines/lines.ts';
import { linesIn, type TableItem } from '../models/ListModel.ts';
import { firstAction } from '../actions/tag-actions.ts';
import { pickedOf } from '../models/PickedModel.ts';
import { useTags } from '../tags-context.ts';
import { alikeWords } from '../words/alike-words.ts';
import { type Column, columnsOf } from './columns.ts';
import { TagRowView } from './TagRowView.tsx';
import { type Grid, useGrid } from './use-grid.ts';

/** Height of a row in units of the root's text, and approximate height of a card on a narrow screen in pixels. */
const ROW_REM = 2.5;
const CARD_PX = 94;
/** Height of the page's bar and of the table's head, which stick to the top. */
const COVERED_PX = 84;

/** The table of lines, in which only the rows in sight exist. The page itself scrolls. */
export function TagTable(): JSX.Element {
  const page = useTags();
  const { list, module, org, isArriving, picked } = page;
  const box = useRef<HTMLDivElement>(null);
  const isCards = useIsNarrow();
  const items = list.items.value;
  const isGrouped = list.chip.value === 'alike';
  const isModule = module.value !== null;
  const columns = useMemo(() => columnsOf({ isModule, isGrouped }), [isModule, isGrouped]);
  const modules = org.modules.value;
  const labels = useMemo(
    () => new Map(modules.map(({ apiName, plural: label }) => [apiName, shownName(label)])),
    [modules],
  );
  const scroll = useRef<(index: number) => void>(() => undefined);
  const rem = useMemo(() => Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16, []);
  const rowPx = isCards ? CARD_PX : ROW_REM * rem;
  const grid = useGrid({
    table: () => box.current,
    rows: items.length,
    columns: columns.length,
    isSkipped: (index) => items[index]?.kind === 'group',
    page: () => Math.max(1, Math.floor((globalThis.innerHeight - COVERED_PX) / rowPx) - 1),
    scrollTo: (index) => scroll.current(index),
    firstColumn: 1,
    select: {
      press: (index, isRange) => {
        const line = lineAt(items, index);
        if (line !== null) picked.press(linesIn(items), line, isRange);
      },
      extend: (from, to) => {
        const [line, next] = [lineAt(items, from), lineAt(items, to)];
        if (line !== null && next !== null) picked.extend(line, next);
      },
      all: () => picked.pressAll(linesIn(items)),
      clear: picked.clear,
      act: () => {
        const tags = picked.tags.peek();
        firstAction(page, tags)?.open();
      },
    },
  });
  const rows = useVirtualRows({
    count: items.length,
    box,
    isPage: true,
    rowPx,
    kept: grid.at.index,
    coveredPx: isCards ? 0 : COVERED_PX,
  });
  scroll.current = rows.scrollTo;
  return (
    <div class="scroller" ref={box}>
      <table
        class="tags"
        role="grid"
        aria-label={text('tags_table')}
        aria-rowcount={items.length + 1}
        aria-busy={isArriving}
        aria-multiselectable={true}
        onKeyDown={grid.onKey}
        onKeyUp={grid.onKeyUp}
        onFocusOut={grid.onBlur}
      >
        <Head columns={columns} />
        <tbody role="rowgroup">
          <Rows
            items={items}
            drawn={rows}
            columns={columns}
            labels={labels}
            grid={grid}
            measure={isCards ? rows.measure : notMeasured}
          />
        </tbody>
      </table>
    </div>
  );
}

function lineAt(items: readonly TableItem[], index: number): TagLine | null {
  const item = items[index];
  return item?.kind === 'line' ? item.line : null;
}

interface RowsProps {
  readonly items: readonly TableItem[];
  readonly drawn: ReturnType<typeof useVirtualRows>;
  readonly columns: readonly Column[];
  readonly labels: ReadonlyMap<string, string>;
  readonly grid: Grid;
  readonly measure: (row: Element | null) => void;
}

/** Rows of the table have one height, so they need no measuring. */
function notMeasured(): void {}

/** The existing rows, with room between for the missing ones. */
function Rows({ items, drawn, columns, labels, grid, measure }: RowsProps): JSX.Element {
  const { picked } = useTags();
  const keys = picked.keys.value;
  const rows: JSX.Element[] = [];
  const [first] = drawn.items;
  let end = (first?.start ?? 0) - drawn.before;
  for (const { index, start, end: next } of drawn.items) {
    if (start > end) rows.push(<Gap key={`before ${index}`} pixels={start - end} />);
    end = next;
    const item = items[index];
    if (item === undefined) continue;
    rows.push(
      item.kind === 'group' ? (
        <Group key={`group ${item.group}`} item={item} index={index} columns={columns.length} measure={measure} />
      ) : (
        <TagRowView
          key={item.line.key}
          line={item.line}
          index={index}
          columns={columns}
          labels={labels}
          pick={pickedOf(item.line, keys)}
          column={grid.at.index === index ? grid.at.column : null}
          onFocus={grid.onFocus}
          measure={measure}
        />
      ),
    );
  }
  if (drawn.after > 0) rows.push(<Gap key="after" pixels={drawn.after} />);
  return <>{rows}</>;
}

function Gap({ pixels }: { pixels: number }): JSX.Element {
  return <tr class="gap" role="presentation" aria-hidden="true" style={{ blockSize: `${pixels}px` }} />;
}

function Head({ columns }: { columns: readonly Column[] }): JSX.Element {
  return (
    <thead role="rowgroup">
      <tr role="row" aria-rowindex={1}>
        {columns.map((column) =>
          column.name === 'pick' ? <PickAll key="pick" /> : <HeadCell key={column.name} column={column} />,
        )}
      </tr>
    </thead>
  );
}

/** Selects all lines of the table, or none. */
function PickAll(): JSX.Element {
  const { list, picked } = useTags();
  const lines = list.shown.value;
  const keys = picked.keys.value;
  const picks = lines.map((line) => pickedOf(line, keys));
  const pick = picks.every((one) => one === 'all') ? 'all' : picks.every((one) => one === 'none') ? 'none' : 'some';
  return (
    <th role="columnheader" scope="col" class="c-pick">
      <CheckBox label={plural('tags_select_all', lines.length)} pick={pick} onPress={() => picked.pressAll(lines)} />
    </th>
  );
}

function HeadCell({ column }: { column: Column }): JSX.Element {
  const { list, isArriving } = useTags();
  const sort = list.sort.value;
  const { sorts } = column;
  const place = { role: 'columnheader', scope: 'col', class: column.class } as const;
  const title = column.help === undefined ? undefined : text(column.help);
  if (sorts === null || isArriving.value)
    return (
      <th {...place} title={title}>
        {text(column.label)}
      </th>
    );
  const [up, down] = sorts;
  const isSorted = sort === up || sort === down;
  const first = column.first === 'up' ? up : down;
  const other = column.first === 'up' ? down : up;
  return (
    <th {...place} title={title} aria-sort={isSorted ? (sort === up ? 'ascending' : 'descending') : undefined}>
      <button type="button" onClick={() => (list.sort.value = sort === first ? other : first)}>
        {text(column.label)}
        {isSorted ? <Icon name={sort === up ? 'up' : 'down'} /> : null}
      </button>
    </th>
  );
}

interface GroupProps {
  readonly item: Extract<TableItem, { kind: 'group' }>;
  readonly index: number;
  readonly columns: number;
  readonly measure: (row: Element | null) => void;
}

/** The headline of a group of look-alikes. */
function Group({ item, index, columns, measure }: GroupProps): JSX.Element {
  return (
    <tr class="cluster" role="row" aria-rowindex={index + 2} data-index={index} ref={measure}>
      <td role="gridcell" colSpan={columns}>
        <b class="strong">{plural('alike_n', item.names.length)}</b> <span class="muted">{alikeWords(item.names)}</span>
      </td>
    </tr>
  );
}
