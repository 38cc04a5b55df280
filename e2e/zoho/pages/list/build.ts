import type { Switches } from '../../switches.ts';
import type { Module, RowsQuery } from '../../world/module.ts';
import type { Org } from '../../world/org.ts';
import { listedConverted, type View } from '../../world/views.ts';
import { tabPath, viewPath } from '../paths.ts';
import { say } from '../words.ts';
import type { Words } from '../words.ts';
import { SORT_IDS, columnsOf } from './columns.ts';
import type { ListModel } from './model.ts';
import { rowOf } from './rows.ts';

/** The page of a list that the address asks for. Invalid parts fall back to the default. */
export interface PageQuery {
  readonly page: number;
  readonly perPage: number;
  readonly sortBy: string | null;
  readonly order: 'asc' | 'desc';
}

export function pageQuery(query: URLSearchParams, switches: Switches): PageQuery {
  const page = Number(query.get('page') ?? '1');
  const perPage = Number(query.get('per_page') ?? '0');
  const sortBy = query.get('sort_by');
  return {
    page: Number.isInteger(page) && page > 0 ? page : 1,
    perPage: switches.pageSizes.includes(perPage) ? perPage : switches.defaultPageSize,
    sortBy: sortBy === SORT_IDS.Created_Time ? sortBy : null,
    order: query.get('sort_order') === 'asc' ? 'asc' : 'desc',
  };
}

/** One page of a view of a module. `path` is `/crm/<segment>`. */
export function listModel(
  org: Org,
  path: string,
  module: Module,
  view: View,
  query: PageQuery,
  switches: Switches,
  words: Words,
): ListModel {
  const columns = columnsOf(module, switches);
  const rowsQuery: RowsQuery = {
    converted: listedConverted(view),
    view,
    userId: org.users[0]?.id ?? '',
    offset: (query.page - 1) * query.perPage,
    limit: query.perPage,
    ...(query.sortBy === null ? {} : { sortBy: 'Created_Time', order: query.order }),
  };
  const { rows, total } = module.rows(rowsQuery);
  const list = viewPath(path, module.tab, view.id);

  function href(page: number, perPage: number, sortBy: string | null, order: string): string {
    const sorted = sortBy === null ? '' : `&sort_by=${sortBy}&sort_order=${order}`;
    return `${list}?page=${page}&per_page=${perPage}${sorted}`;
  }

  const stay = (page: number) => href(page, query.perPage, query.sortBy, query.order);
  return {
    tab: module.tab,
    moduleLabel: module.plural,
    recordLabel: module.singular,
    viewId: view.id,
    viewName: view.displayValue,
    views: module.views.map((other) => ({
      label: other.displayValue,
      href: `${viewPath(path, module.tab, other.id)}?page=1&per_page=${query.perPage}`,
      isCurrent: other === view,
    })),
    columns,
    rows: rows.map((record, at) => rowOf(record, at + 1, module, columns, org, path, switches)),
    total,
    page: query.page,
    perPage: query.perPage,
    pageSizes: switches.pageSizes.map((size) => ({
      label: say(words.perPage, { n: size }),
      href: href(1, size, query.sortBy, query.order),
      isCurrent: size === query.perPage,
    })),
    previousHref: query.page > 1 ? stay(query.page - 1) : null,
    nextHref: query.page * query.perPage < total ? stay(query.page + 1) : null,
    shapes: ['list', 'kanban', 'canvas', 'sheet'].map((shape) => ({
      label: shape.charAt(0).toUpperCase() + shape.slice(1),
      href: viewPath(path, module.tab, view.id, shape),
      isCurrent: shape === 'list',
    })),
    createHref: `${tabPath(path, module.tab)}/create`,
    sortHref: (sortId) =>
      href(1, query.perPage, sortId, query.order === 'desc' && query.sortBy === sortId ? 'asc' : 'desc'),
    sortedBy: query.sortBy,
    sortOrder: query.order,
    selectionKey: [org.key, module.tab, view.id, query.sortBy ?? '', query.order].join('/'),
  };
}
