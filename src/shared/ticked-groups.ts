import type { PageAnswer, TickedGroup, TickedRows } from './page.ts';

/** Ticked rows by module, the most first: one group, but in Activities. */
export function tickedGroups({ groups }: Pick<TickedRows, 'groups'>): readonly TickedGroup[] {
  return groups.filter(({ ids }) => ids.length > 0).toSorted((a, b) => b.ids.length - a.ids.length);
}

/**
 * The rows that a right click means, all of one module: the clicked one where it is not ticked, else all ticked rows of
 * its module. Null = none.
 */
export function rightClickedRows({ clicked, ticked }: Pick<PageAnswer, 'clicked' | 'ticked'>): TickedGroup | null {
  if (clicked !== null && !clicked.isTicked) return { moduleSlug: clicked.moduleSlug, ids: [clicked.id] };
  const groups = tickedGroups(ticked);
  return groups.find(({ moduleSlug }) => moduleSlug === clicked?.moduleSlug) ?? groups[0] ?? null;
}
