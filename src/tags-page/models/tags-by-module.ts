import type { TagsOfModule } from '../../shared/messages.ts';
import type { TagRow } from '../../tags/model/types.ts';

/** The ids of tags, module by module, as a request names them. */
export function tagsByModule(tags: readonly TagRow[]): readonly TagsOfModule[] {
  const ids = new Map<string, string[]>();
  for (const { module, id } of tags) ids.set(module, [...(ids.get(module) ?? []), id]);
  return [...ids].map(([module, tagIds]) => ({ module, tagIds }));
}
