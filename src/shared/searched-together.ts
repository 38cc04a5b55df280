/** Unused tags that are searched for among the leads before their names are listed once more. */
export const SEARCHED_TOGETHER = 10;

/** Lists of names after the searches for so many unused tags. */
export function listsAfterSearches(tags: number): number {
  return Math.ceil(tags / SEARCHED_TOGETHER);
}
