/** A tag as a page shows it. */
export interface Pill {
  readonly name: string;
  /** `#RRGGBB`, or null for a tag without colour. */
  readonly colour: string | null;
}

export interface Column {
  readonly label: string;
  /** Becomes `lv_data_<kind>` in the class of its cells. */
  readonly kind: 'name' | 'lookup' | 'text' | 'email' | 'phone' | 'date' | 'owner' | 'tags' | 'yesNo';
  /** Field id for `sort_by`, if the list can be sorted by it. */
  readonly sortId: string | null;
}

export interface Cell {
  readonly text: string;
  /** Root-relative address, for lookups. */
  readonly href?: string;
  /** For yes/no cells. */
  readonly isOn?: boolean;
}

/** Why a row has no checkbox. */
export type Block = 'none' | 'approval' | 'locked';

export interface Row {
  readonly id: string;
  /** The module whose API name and tab are in the row's own link. In Activities it differs by row. */
  readonly tab: string;
  readonly name: string;
  readonly href: string;
  readonly block: Block;
  readonly tags: readonly Pill[];
  /** One for each column. Those of `name` and `tags` columns are not read. */
  readonly cells: readonly Cell[];
}

/** A link with a text, e.g. in a menu. */
export interface Choice {
  readonly label: string;
  readonly href: string;
  readonly isCurrent: boolean;
}

/** One page of a list, ready to be drawn. */
export interface ListModel {
  readonly tab: string;
  readonly moduleLabel: string;
  /** The noun for one of its records. */
  readonly recordLabel: string;
  readonly viewId: string;
  readonly viewName: string;
  readonly views: readonly Choice[];
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  readonly total: number;
  readonly page: number;
  readonly perPage: number;
  readonly pageSizes: readonly Choice[];
  readonly previousHref: string | null;
  readonly nextHref: string | null;
  /** Address of the list in another shape, by name: `kanban`, `canvas`, `sheet`. */
  readonly shapes: readonly Choice[];
  readonly createHref: string;
  readonly sortHref: (sortId: string) => string;
  readonly sortedBy: string | null;
  readonly sortOrder: 'asc' | 'desc';
  readonly selectionKey: string;
}
