import { computed, createModel, type ReadonlySignal, signal } from '@preact/signals';
import type { TagModule, TagRow } from '../../tags/model/types.ts';
import { CHIPS, type Chip, linesOf, soughtIn, type TagLine } from '../lines/lines.ts';
import { grouped, inNameOrder, type Sort, sorted } from '../lines/order.ts';

/** A row of the table: a line, or the headline of a group of look-alikes. */
export type TableItem =
  | { readonly kind: 'line'; readonly line: TagLine }
  | { readonly kind: 'group'; readonly group: number; readonly names: readonly string[] };

/** The number of lines that belong to a chip, and the number for which that is unknown. */
export interface ChipCount {
  readonly n: number;
  readonly unknown: number;
}

/** The lines of a table, in its order. */
export function linesIn(items: readonly TableItem[]): readonly TagLine[] {
  return items.flatMap((item) => (item.kind === 'line' ? [item.line] : []));
}

interface Around {
  /** All known ones, in Zoho's order. */
  readonly modules: ReadonlySignal<readonly TagModule[]>;
  readonly rows: ReadonlySignal<ReadonlyMap<string, readonly TagRow[]>>;
  /** The chosen one; null for all. */
  readonly module: ReadonlySignal<string | null>;
  /** Lines keep the order of their arrival while the list is read for the first time. */
  readonly isArriving: ReadonlySignal<boolean>;
}

/** The lines of the table: all lines, the shown ones, and their order. */
export const ListModel = createModel((now: () => number, around: Around) => {
  const chip = signal<Chip | null>(null);
  const search = signal('');
  const sort = signal<Sort>('name');

  const tags = computed<readonly TagRow[]>(() => {
    const rows = around.rows.value;
    const module = around.module.value;
    const isArriving = around.isArriving.value;
    const all = around.modules.value;
    if (module !== null) return rows.get(module) ?? [];
    const modules = isArriving ? all.toSorted((a, b) => (a.readAt ?? Infinity) - (b.readAt ?? Infinity)) : all;
    return modules.flatMap(({ apiName }) => rows.get(apiName) ?? []);
  });
  const lines = computed(() =>
    linesOf({
      tags: tags.value,
      modules: around.modules.value,
      by: around.module.value === null ? 'name' : 'tag',
      now: now(),
    }),
  );
  const named = computed(() => inNameOrder(lines.value));
  const ordered = computed(() => (around.isArriving.value ? lines.value : sorted(named.value, sort.value)));
  const found = computed(() => {
    const sought = soughtIn(search.value.trim());
    const all = ordered.value;
    return sought === '' ? all : all.filter((line) => line.sought.includes(sought));
  });
  const shown = computed(() => {
    const only = chip.value;
    const all = found.value;
    return only === null ? all : all.filter(({ fits }) => fits[only] === true);
  });
  const items = computed<readonly TableItem[]>(() => {
    const all = shown.value;
    if (chip.value !== 'alike') return all.map((line) => ({ kind: 'line', line }));
    return grouped(all).flatMap((group): TableItem[] => [
      { kind: 'group', group: group[0]?.group ?? 0, names: group.map(({ name }) => name) },
      ...group.map((line): TableItem => ({ kind: 'line', line })),
    ]);
  });

  return {
    chip,
    search,
    sort,
    tags,
    lines,
    shown,
    items,
    counts: computed<Readonly<Record<Chip, ChipCount>>>(() => {
      const all = lines.value;
      const counts = CHIPS.map((one) => {
        const answers = all.map(({ fits }) => fits[one]);
        return [
          one,
          {
            n: answers.filter((fits) => fits === true).length,
            unknown: answers.filter((fits) => fits === null).length,
          },
        ] as const;
      });
      return Object.fromEntries(counts) as Record<Chip, ChipCount>;
    }),
    byName: computed<ReadonlyMap<string, TagLine>>(() => new Map(lines.value.map((line) => [line.name, line]))),
  };
});
