import type { Switches } from '../../switches.ts';
import type { Org } from '../../world/org.ts';
import { tabPath, viewPath } from '../paths.ts';
import { say } from '../words.ts';
import type { Words } from '../words.ts';
import type { PageQuery } from './build.ts';
import type { SourcedColumn } from './columns.ts';
import type { ListModel } from './model.ts';
import { rowOf } from './rows.ts';

const COLUMNS: readonly SourcedColumn[] = [
  { label: 'Subject', kind: 'name', source: 'name', sortId: null },
  { label: 'Tag', kind: 'tags', source: 'tags', sortId: null },
  { label: 'Activity Owner', kind: 'owner', source: 'owner', sortId: null },
  { label: 'Created Time', kind: 'date', source: 'created', sortId: null },
];

/** Id of the only view of Activities. */
export const ACTIVITIES_VIEW = '5725767000087090001';

/** The old combined tab: rows of Tasks, Events and Calls, told apart by their links only. The API has no such module since v3. */
export function activitiesModel(org: Org, path: string, query: PageQuery, switches: Switches, words: Words): ListModel {
  const kinds = ['Tasks', 'Events', 'Calls'].flatMap((name) => org.findModule(name) ?? []);
  const columns = COLUMNS.filter((column) => column.kind !== 'tags' || switches.tagColumn);
  const from = (query.page - 1) * query.perPage;
  const all = kinds
    .flatMap((module) =>
      module.rows({ userId: '', offset: 0, limit: from + query.perPage }).rows.map((record) => ({ module, record })),
    )
    .toSorted((a, b) => b.record.createdAt - a.record.createdAt || a.module.number - b.module.number);
  const total = kinds.reduce((sum, module) => sum + module.count(), 0);
  const list = viewPath(path, 'Activities', ACTIVITIES_VIEW);
  const href = (page: number, perPage: number) => `${list}?page=${page}&per_page=${perPage}`;
  return {
    tab: 'Activities',
    moduleLabel: 'Activities',
    recordLabel: 'Task',
    viewId: ACTIVITIES_VIEW,
    viewName: 'All Activities',
    views: [{ label: 'All Activities', href: href(1, query.perPage), isCurrent: true }],
    columns,
    rows: all
      .slice(from, from + query.perPage)
      .map(({ module, record }, at) => rowOf(record, at + 1, module, columns, org, path, switches)),
    total,
    page: query.page,
    perPage: query.perPage,
    pageSizes: switches.pageSizes.map((size) => ({
      label: say(words.perPage, { n: size }),
      href: href(1, size),
      isCurrent: size === query.perPage,
    })),
    previousHref: query.page > 1 ? href(query.page - 1, query.perPage) : null,
    nextHref: query.page * query.perPage < total ? href(query.page + 1, query.perPage) : null,
    shapes: [{ label: 'List', href: list, isCurrent: true }],
    createHref: `${tabPath(path, 'Tasks')}/create`,
    sortHref: () => list,
    sortedBy: null,
    sortOrder: 'desc',
    selectionKey: `${org.key}/Activities`,
  };
}
