import type { MessageKey } from '../../shared/i18n.ts';
import type { Sort } from '../lines/order.ts';

export type ColumnName = 'pick' | 'tag' | 'records' | 'modules' | 'last' | 'used' | 'like' | 'made';

export interface Column {
  readonly name: ColumnName;
  readonly label: MessageKey;
  readonly class: string;
  readonly help?: MessageKey;
  /** The orders that a press on its head switches between, the first one first. Empty if it has none. */
  readonly sorts: readonly [up: Sort, down: Sort] | null;
  /** Which of them comes first. */
  readonly first: 'up' | 'down';
}

const ALL: Readonly<Record<ColumnName, Column>> = {
  pick: { name: 'pick', label: 'col_tag', class: 'c-pick', sorts: null, first: 'up' },
  tag: { name: 'tag', label: 'col_tag', class: 'c-tag', sorts: ['name', 'name-down'], first: 'up' },
  records: { name: 'records', label: 'col_records', class: 'c-num', sorts: ['least', 'most'], first: 'down' },
  modules: { name: 'modules', label: 'col_modules', class: 'c-mods', sorts: null, first: 'up' },
  last: {
    name: 'last',
    label: 'col_last',
    class: 'c-date',
    help: 'col_last_help',
    sorts: ['oldest', 'newest'],
    first: 'up',
  },
  used: { name: 'used', label: 'col_used', class: 'c-use', sorts: null, first: 'up' },
  like: { name: 'like', label: 'col_like', class: 'c-like', sorts: null, first: 'up' },
  made: { name: 'made', label: 'col_made', class: 'c-made', sorts: null, first: 'up' },
};

/** The columns of the table. A group of look-alikes needs no column for them. */
export function columnsOf({ isModule, isGrouped }: { isModule: boolean; isGrouped: boolean }): readonly Column[] {
  const names: readonly ColumnName[] = isModule
    ? ['pick', 'tag', 'records', 'last', 'used', 'like', 'made']
    : ['pick', 'tag', 'records', 'modules', 'last', 'used', 'like'];
  return names.filter((name) => name !== 'like' || !isGrouped).map((name) => ALL[name]);
}
