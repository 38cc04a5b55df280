import { number, plural, sentences, text } from '../../../shared/i18n.ts';
import { records } from '../../../shared/nouns.ts';
import { list } from '../../../ui/formats.ts';
import type { Column } from '../../paste/id-column.ts';
import type { Pasted, PastedTable, Place } from '../../paste/read-pasted.ts';

const LONGEST = 40;

/** The records found in a text, the parts left out with their reasons, and the parts not used. */
export function pasteWords(pasted: Pasted, module: Parameters<typeof records>[1]): string {
  const { ids, repeated, empty, spoilt, shifted, table } = pasted;
  const isAsked = table !== null && table.column === null && ids.length === 0;
  const [firstEmpty] = empty;
  const [firstShifted] = shifted;
  const [firstSpoilt] = spoilt;
  return sentences([
    ids.length > 0 && plural('paste_found', ids.length, { records: records(ids.length, module) }),
    table !== null && isAsked && plural('paste_rows', table.rows),
    table !== null && ids.length > 0 && fromWords(table),
    repeated > 0 && plural('paste_repeated', repeated),
    firstEmpty !== undefined && emptyWords(empty.length, firstEmpty, table !== null),
    firstShifted !== undefined && plural('paste_shifted', shifted.length, { row: number(firstShifted.at) }),
    firstSpoilt !== undefined &&
      ids.length > 0 &&
      plural('paste_spoilt', spoilt.length, { id: short(firstSpoilt.text) }),
    table !== null && table.column !== null && table.tagColumns.length > 0 && tagWords(table.tagColumns),
  ]);
}

/** The chosen column; empty if there is only one. */
function fromWords({ columns, column, width }: PastedTable): string | false {
  const read = columns.find(({ index }) => index === column);
  return read !== undefined && width > 1 && text('paste_from', { column: text('quoted', { name: columnName(read) }) });
}

/** The name of a column: its header, or its position. */
export function columnName({ header, index }: Column): string {
  return header === null || header === '' ? text('paste_column_n', { n: index + 1 }) : header;
}

function emptyWords(count: number, first: Place, isTable: boolean): string {
  return isTable
    ? plural('paste_rows_empty', count, { row: number(first.at) })
    : plural('paste_bad', count, { line: short(first.text) });
}

function tagWords(columns: readonly string[]): string {
  return plural('paste_tags_unused', columns.length, {
    columns: list(columns.map((name) => text('quoted', { name }))),
  });
}

/** The beginning of a text that may be long. */
export function short(words: string): string {
  return words.length > LONGEST ? `${words.slice(0, LONGEST)}…` : words;
}
