import type { Tag } from '../../shared/run-summary.ts';
import type { Run } from './types.ts';

/*
 * A tag that was deleted and made again has another id. An undo never puts a tag back by its name alone, because that is
 * the choice of a person: it names the tag that has the name now.
 */

/**
 * Tags of an undo that are gone, and whose names other tags have now. `names`: all tags of the module, by id. The tag that
 * stays in a replace is none: records have it, and lose it once all that they had before is back.
 */
export function namesakesOf(
  { kind, tags, chosen, work: { stays } }: Pick<Run, 'kind' | 'tags' | 'chosen' | 'work'>,
  names: ReadonlyMap<string, string>,
): NonNullable<Run['namesakes']> {
  if (kind !== 'undo') return [];
  return chosen.flatMap((place) => {
    const tag = tags[place];
    if (tag === undefined || names.has(tag.id)) return [];
    const bearer = [...names].find(([id, name]) => name === tag.name && id !== stays);
    return bearer === undefined ? [] : [{ tag: place, now: { id: bearer[0], name: bearer[1], colour: null } }];
  });
}

/** A tag in the place of a deleted one. `tag`: position in `Run.tags`. */
export type Renewal = NonNullable<Run['namesakes']>[number];

/** The places of tags that were deleted, with the tags that were made in their stead. `renewed`: by the old ids. */
export function renewalsIn({ tags }: Pick<Run, 'tags'>, renewed: ReadonlyMap<string, Tag>): readonly Renewal[] {
  return tags.flatMap(({ id }, place) => {
    const now = renewed.get(id);
    return now === undefined || now.id === id ? [] : [{ tag: place, now }];
  });
}

/** The run with these tags in the places of the deleted ones. A tag that records have shown before changes places. */
export function withRenewed(run: Run, renewals: readonly Renewal[]): Run {
  const tags: Tag[] = [...run.tags];
  for (const { tag: place, now } of renewals) {
    const gone = tags[place];
    if (gone === undefined) continue;
    const other = tags.findIndex(({ id }) => id === now.id);
    tags[place] = { ...now, colour: tags[other]?.colour ?? gone.colour };
    if (other >= 0) tags[other] = gone;
  }
  return { ...run, tags, namesakes: [] };
}
