import { computed, createModel, type ReadonlySignal, signal } from '@preact/signals';
import type { TagModule, TagRow } from '../../tags/model/types.ts';
import type { TagLine } from '../lines/lines.ts';

/** How much of a line is selected: a name can be selected in some of its modules only. */
export type Picked = 'none' | 'some' | 'all';

interface Around {
  readonly modules: ReadonlySignal<readonly TagModule[]>;
  readonly rows: ReadonlySignal<ReadonlyMap<string, readonly TagRow[]>>;
}

/** A tag of one module, as a key. */
export function tagKey({ module, id }: Pick<TagRow, 'module' | 'id'>): string {
  return `${module} ${id}`;
}

/** The names of the tags that a sheet was opened for, each once, where the list has none of them any more; empty otherwise. */
export function goneNames(opened: readonly TagRow[], left: readonly TagRow[]): readonly string[] {
  return left.length > 0 ? [] : [...new Set(opened.map(({ name }) => name))];
}

export function pickedOf({ tags }: TagLine, keys: ReadonlySet<string>): Picked {
  const n = keys.size === 0 ? 0 : tags.filter((tag) => keys.has(tagKey(tag))).length;
  return n === 0 ? 'none' : n === tags.length ? 'all' : 'some';
}

/** The tags that are selected. A list that is narrowed to others keeps them. */
export const PickedModel = createModel((around: Around) => {
  const keys = signal<ReadonlySet<string>>(new Set());
  /** The line that was pressed last, and whether that selected it: where a range begins. */
  let last: { readonly key: string; readonly isPicked: boolean } | null = null;

  const put = (lines: readonly TagLine[], isPicked: boolean): void => {
    const next = new Set(keys.peek());
    for (const { tags } of lines)
      for (const tag of tags)
        if (isPicked) next.add(tagKey(tag));
        else next.delete(tagKey(tag));
    keys.value = next;
  };

  return {
    keys,
    /** Those that are still there, module after module. */
    tags: computed<readonly TagRow[]>(() => {
      const now = keys.value;
      const rows = around.rows.value;
      const modules = around.modules.value;
      if (now.size === 0) return [];
      return modules.flatMap(({ apiName }) => (rows.get(apiName) ?? []).filter((tag) => now.has(tagKey(tag))));
    }),
    /** A press on a line of these; with `isRange` all from the line that was pressed last become as that one did. */
    press(lines: readonly TagLine[], line: TagLine, isRange: boolean): void {
      const place = lines.indexOf(line);
      const from = isRange && last !== null ? lines.findIndex(({ key }) => key === last?.key) : -1;
      if (from === -1 || last === null) {
        const isPicked = pickedOf(line, keys.peek()) !== 'all';
        put([line], isPicked);
        last = { key: line.key, isPicked };
      } else put(lines.slice(Math.min(from, place), Math.max(from, place) + 1), last.isPicked);
    },
    /** The keyboard went from one line to another with Shift: both are selected. */
    extend(line: TagLine, next: TagLine): void {
      put([line, next], true);
      last = { key: next.key, isPicked: true };
    },
    /** Selects all of these lines, or none where all are selected. */
    pressAll(lines: readonly TagLine[]): void {
      put(
        lines,
        lines.some((line) => pickedOf(line, keys.peek()) !== 'all'),
      );
      last = null;
    },
    clear(): void {
      keys.value = new Set();
      last = null;
    },
  };
});
