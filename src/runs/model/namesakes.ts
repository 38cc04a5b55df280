import type { Tag } from '../../shared/run-summary.ts';
import type { Run } from './types.ts';

/*
 * A tag that was deleted and made again has another id. An undo never puts a tag back by its name alone, because that is
 * the choice of a person: it names the tag that has the name now.
 */

/** Tags of an undo that are gone, and whose names other tags have now. `names`: all tags of the module, by id. */
export function namesakesOf(
  { kind, tags, chosen }: Pick<Run, 'kind' | 'tags' | 'chosen'>,
  names: ReadonlyMap<string, string>,
): NonNullable<Run['namesakes']> {
  if (kind !== 'undo') return [];
  return chosen.flatMap((place) => {
    const tag = tags[place];
    if (tag === undefined || names.has(tag.id)) return [];
    const bearer = [...names].find(([, name]) => name === tag.name);
    return bearer === undefined ? [] : [{ tag: place, now: { id: bearer[0], name: bearer[1], colour: null } }];
  });
}

/** The run with these tags in the places of the deleted ones. A tag that records have shown before changes places. */
export function withNamesakes(run: Run): Run {
  const tags: Tag[] = [...run.tags];
  for (const { tag: place, now } of run.namesakes ?? []) {
    const gone = tags[place];
    if (gone === undefined) continue;
    const other = tags.findIndex(({ id }) => id === now.id);
    tags[place] = { ...now, colour: tags[other]?.colour ?? gone.colour };
    if (other >= 0) tags[other] = gone;
  }
  return { ...run, tags, namesakes: [] };
}
