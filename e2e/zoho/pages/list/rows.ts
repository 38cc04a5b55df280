import type { Switches } from '../../switches.ts';
import type { CrmRecord, Module } from '../../world/module.ts';
import type { Org } from '../../world/org.ts';
import { zohoTime } from '../../world/time.ts';
import { recordPath } from '../paths.ts';
import type { SourcedColumn } from './columns.ts';
import type { Block, Cell, Row } from './model.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A time as lists show it, in the org's zone: `Nov 20, 2026 08:42 AM`. */
export function listTime(ms: number, offsetMinutes: number): string {
  const [, year, month = '1', day, hour = '0', minute] =
    /^(\d+)-(\d+)-(\d+)T(\d+):(\d+)/.exec(zohoTime(ms, offsetMinutes)) ?? [];
  const hours = Number(hour);
  const half = hours < 12 ? 'AM' : 'PM';
  return `${MONTHS[Number(month) - 1]} ${day}, ${year} ${String(hours % 12 || 12).padStart(2, '0')}:${minute} ${half}`;
}

/** A record that another one points to. The simulated world has no lookups, so the record's own position determines it. */
function pointedTo(org: Org, path: string, apiName: string, index: number, but?: string): Cell {
  const module = org.findModule(apiName);
  const size = module?.count() ?? 0;
  if (module === undefined || size === 0) return { text: '' };
  const found = module
    .rows({ userId: '', offset: (index * 7) % size, limit: 2 })
    .rows.find((record) => record.id !== but);
  return found === undefined ? { text: '' } : { text: found.name, href: recordPath(path, module.tab, found.id) };
}

function cellOf(record: CrmRecord, source: SourcedColumn['source'], org: Org, path: string): Cell {
  switch (source) {
    case 'name':
    case 'tags':
      return { text: record.name };
    case 'company':
      return { text: record.company };
    case 'email':
      return { text: record.email };
    case 'account':
      return pointedTo(org, path, 'Accounts', record.index);
    case 'contact':
      return pointedTo(org, path, 'Contacts', record.index);
    case 'parent':
      return pointedTo(org, path, 'Accounts', record.index + 1, record.id);
    case 'owner':
      return { text: org.findUser(record.ownerId)?.fullName ?? '' };
    case 'created':
      return { text: listTime(record.createdAt, org.offsetMinutes) };
    case 'optOut':
      return { text: '', isOn: record.index % 3 === 0 };
  }
}

function blockOf(record: CrmRecord, place: number, every: number): Block {
  if (record.waitingForApproval) return 'approval';
  if (record.locked) return 'locked';
  if (every === 0 || place % every !== 0) return 'none';
  return (place / every) % 2 === 0 ? 'locked' : 'approval';
}

/** A record as a row of a list. `place` counts from 1 on the page. */
export function rowOf(
  record: CrmRecord,
  place: number,
  module: Module,
  columns: readonly SourcedColumn[],
  org: Org,
  path: string,
  switches: Switches,
): Row {
  return {
    id: record.id,
    tab: module.tab,
    name: record.name,
    href: recordPath(path, module.tab, record.id),
    block: blockOf(record, place, switches.rowsWithoutCheckboxEvery),
    tags: record.tags.map(({ name, colour }) => ({ name, colour })),
    cells: columns.map((column) => cellOf(record, column.source, org, path)),
  };
}
