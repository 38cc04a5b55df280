import type { Switches } from '../../switches.ts';
import type { Module } from '../../world/module.ts';
import type { Column } from './model.ts';

/** The content of a column's cells, by which `rows.ts` finds the value. */
type Source = 'name' | 'company' | 'account' | 'parent' | 'contact' | 'tags' | 'email' | 'owner' | 'created' | 'optOut';

export interface SourcedColumn extends Column {
  readonly source: Source;
}

/** Field ids for `sort_by`, the same in every org. */
export const SORT_IDS = { id: '0', Created_Time: '5725767000000002603' } as const;

function column(label: string, kind: Column['kind'], source: Source, sortId: string | null = null): SourcedColumn {
  return { label, kind, source, sortId };
}

/** Columns of a module's list. Deals show a lookup before the name and Accounts a lookup to another account, as real views do. */
export function columnsOf(module: Module, switches: Switches): SourcedColumn[] {
  const name = column(module.nameLabel, 'name', 'name');
  const tags = switches.tagColumn ? [column('Tag', 'tags', 'tags')] : [];
  const yesNo = switches.yesNoCells === 'none' ? [] : [column('Email Opt Out', 'yesNo', 'optOut')];
  const rest = [
    column(`${module.singular} Owner`, 'owner', 'owner'),
    column('Created Time', 'date', 'created', SORT_IDS.Created_Time),
  ];
  const account = column('Account Name', 'lookup', 'account');
  const email = column('Email', 'email', 'email');
  switch (module.apiName) {
    case 'Leads':
      return [name, column('Company', 'text', 'company'), ...yesNo, ...tags, ...rest, email];
    case 'Contacts':
      return [name, account, ...yesNo, ...tags, ...rest, email];
    case 'Accounts':
      return [column('Parent Account', 'lookup', 'parent'), name, ...yesNo, ...tags, ...rest];
    case 'Deals':
      return [column('Contact Name', 'lookup', 'contact'), name, account, ...yesNo, ...tags, ...rest];
    default:
      return [name, ...yesNo, ...tags, ...rest];
  }
}
