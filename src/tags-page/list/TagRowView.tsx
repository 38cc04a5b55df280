/* oxlint-disable jsx-a11y/no-redundant-roles, jsx-a11y/no-interactive-element-to-noninteractive-role --
   Browsers drop a table's roles where narrow screens show its rows as cards, unless they are written out. */
import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { direction, plural, text, unitList } from '../../shared/i18n.ts';
import { LONGEST_TITLE, shownName, visibleName } from '../../shared/names.ts';
import { TagDot } from '../../ui/components/TagMark.tsx';
import { listed, list as listOf } from '../../ui/formats.ts';
import type { TagLine } from '../lines/lines.ts';
import { linesIn } from '../models/ListModel.ts';
import { type Picked, tagKey } from '../models/PickedModel.ts';
import { useTags } from '../tags-context.ts';
import { lastUsedWords, madeWords, recordsWords, useWords } from '../words/tag-words.ts';
import { CheckBox } from './CheckBox.tsx';
import type { Column, ColumnName } from './columns.ts';
import type { Place } from './use-grid.ts';

interface Props {
  readonly line: TagLine;
  readonly index: number;
  readonly columns: readonly Column[];
  /** Labels of the modules by API name. */
  readonly labels: ReadonlyMap<string, string>;
  /** The column of the keyboard focus, if it is on this row. */
  readonly column: number | null;
  readonly pick: Picked;
  readonly onFocus: (place: Place) => void;
  readonly measure: (row: Element | null) => void;
}

/** One line. It is drawn again only after a change, and not when the table scrolls. */
export function TagRowView(props: Props): JSX.Element {
  const { line, index, columns, labels, column, pick, measure } = props;
  return useMemo(() => <Drawn {...props} />, [line, index, columns, labels, column, pick, measure]);
}

function Drawn({ line, index, columns, labels, column, pick, onFocus, measure }: Props): JSX.Element {
  return (
    <tr role="row" aria-rowindex={index + 2} aria-selected={pick === 'all'} data-index={index} ref={measure}>
      {columns.map((one, place) => (
        <Cell
          key={one.name}
          column={one}
          line={line}
          labels={labels}
          pick={pick}
          focus={{
            'data-column': place,
            tabIndex: column === place ? 0 : -1,
            onFocus: () => onFocus({ index, column: place }),
          }}
        />
      ))}
    </tr>
  );
}

interface Focus {
  readonly 'data-column': number;
  readonly tabIndex: number;
  readonly onFocus: () => void;
}

interface CellProps {
  readonly column: Column;
  readonly line: TagLine;
  readonly labels: ReadonlyMap<string, string>;
  readonly pick: Picked;
  readonly focus: Focus;
}

function Cell({ column, line, labels, pick, focus }: CellProps): JSX.Element {
  const { cleaning, list, openTag, picked } = useTags();
  const open = (): void => openTag(line.name);
  if (column.name === 'pick')
    return (
      <td role="gridcell" class={column.class}>
        <CheckBox
          label={text('tags_select', { tag: shownName(line.name) })}
          pick={pick}
          onPress={(isRange) => picked.press(linesIn(list.items.peek()), line, isRange)}
          focus={focus}
        />
      </td>
    );
  if (column.name === 'tag')
    return (
      <th role="rowheader" scope="row" class={column.class}>
        <button class="tag-open" type="button" title={shownName(line.name, LONGEST_TITLE)} onClick={open} {...focus}>
          <TagDot colour={line.colour} />
          <bdi translate={false}>{visibleName(line.name)}</bdi>
        </button>
      </th>
    );
  const words = wordsOf(column.name, line, labels);
  const touched = cleaning.touched.value;
  const isChanging = column.name === 'records' && line.tags.some((tag) => touched.get(tagKey(tag)) === null);
  const isLink = (column.name === 'used' && line.uses.isUsed === true) || (column.name === 'like' && words !== '');
  // Cells without content take no line of a card.
  const isPlain = words === '' || (column.name === 'used' && line.uses.isUsed === false);
  const place = {
    role: 'gridcell',
    class: `${column.class} ${isPlain ? 'none' : ''}`,
    'data-label':
      column.name === 'modules' || column.name === 'records'
        ? undefined
        : text('col_label', { label: text(column.label) }),
  } as const;
  if (isLink)
    return (
      <td {...place}>
        <button class="cell-link" type="button" title={words ?? undefined} onClick={open} {...focus}>
          {words}
        </button>
      </td>
    );
  return (
    <td
      {...place}
      {...focus}
      title={column.name === 'modules' || column.name === 'made' ? (words ?? undefined) : undefined}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) open();
      }}
    >
      {words === null ? (
        <Unknown isChanging={isChanging} />
      ) : column.name === 'modules' ? (
        <Modules line={line} labels={labels} />
      ) : (
        words
      )}
    </td>
  );
}

/** The text of a cell; null where Zoho has not given a value. */
function wordsOf(
  name: Exclude<ColumnName, 'tag' | 'pick'>,
  line: TagLine,
  labels: ReadonlyMap<string, string>,
): string | null {
  switch (name) {
    case 'records':
      return recordsWords(line.records);
    case 'modules':
      return listed(modulesOf(line, labels));
    case 'last':
      return lastUsedWords(line.lastUsed);
    case 'used':
      return useWords(line.uses);
    case 'like':
      return line.alike.length === 0 ? '' : listOf(line.alike.map((other) => shownName(other)));
    case 'made': {
      const [tag] = line.tags;
      return madeWords(tag?.createdAt ?? null, tag?.createdBy ?? null);
    }
  }
}

function modulesOf(line: TagLine, labels: ReadonlyMap<string, string>): readonly string[] {
  return line.tags.map(({ module }) => labels.get(module) ?? module);
}

/** The modules of a name. If there is little room, the first and the number of others. */
function Modules({ line, labels }: { line: TagLine; labels: ReadonlyMap<string, string> }): JSX.Element {
  const names = modulesOf(line, labels);
  const [first = ''] = names;
  if (names.length < 3) return <NamesLine names={names} />;
  return (
    <>
      <span class="mods-all">
        <NamesLine names={names} />
      </span>
      <span class="mods-few">{plural('cell_modules_more', names.length - 1, { first })}</span>
    </>
  );
}

/** Names on one line. From right to left the line ends at the left, where a cut would take a Latin name's beginning. */
function NamesLine({ names }: { names: readonly string[] }): JSX.Element {
  if (direction() === 'ltr') return <>{listed(names)}</>;
  return (
    <span class="names-line">
      {unitList()
        .formatToParts(names)
        .map(({ type, value }) =>
          type === 'element' ? (
            <bdi key={value} translate={false} title={value}>
              {value}
            </bdi>
          ) : (
            value
          ),
        )}
    </span>
  );
}

/** Zoho has not given a value: a dash, never 0. A number that a clean-up is changing has dots instead. */
export function Unknown({ isChanging = false }: { isChanging?: boolean }): JSX.Element {
  return (
    <span class="muted">
      <span aria-hidden="true">{isChanging ? '…' : '—'}</span>
      <span class="vh">{text(isChanging ? 'cl_changing' : 'not_known')}</span>
    </span>
  );
}
