import type { World } from '../zoho/world/world.ts';

/** Tags with signs for which many machines have no font, and their names in pictures. */
const DRAWN = new Map([
  ['🔥 Hot', 'Hot'],
  ['重要客户', 'Key customer'],
]);

/** Renames these tags in every org, so that no picture has empty boxes. */
export function useDrawableTags(world: World): void {
  for (const module of world.orgs.flatMap(({ modules }) => modules))
    for (const { name } of module.tags()) {
      const drawn = DRAWN.get(name);
      if (drawn !== undefined) module.renameTag(name, drawn);
    }
}
