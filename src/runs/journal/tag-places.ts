import type { Tag } from '../../shared/run-summary.ts';
import type { Fact } from './fact.ts';

const known = new WeakMap<readonly Tag[], Map<string, number>>();

/** Positions of tags in `Run.tags`, ascending; tags that the run has not met yet are added to it. */
export function placesOf(fact: Fact, tags: readonly Tag[]): number[] {
  const met = lookUp(fact.run.tags);
  const unknown = tags.filter(({ id }) => !met.has(id));
  if (unknown.length > 0) fact.change({ tags: [...fact.run.tags, ...unknown] });
  const places = unknown.length > 0 ? lookUp(fact.run.tags) : met;
  return tags
    .map(({ id }) => places.get(id))
    .filter((place) => place !== undefined)
    .sort((a, b) => a - b);
}

/** The one position that tags with the same id share. Deleted tags can be made again as one, or as a tag that was there. */
export function sharedPlace(tags: readonly Tag[], place: number): number {
  return lookUp(tags).get(tags[place]?.id ?? '') ?? place;
}

function lookUp(tags: readonly Tag[]): Map<string, number> {
  const found = known.get(tags) ?? new Map(tags.map((tag, place) => [tag.id, place]));
  known.set(tags, found);
  return found;
}
