import { json } from '../http.ts';
import { refuse, zohoError } from './errors.ts';
import { noteTagChange } from './call.ts';
import { placesOf } from './configured-areas.ts';
import { TAGS_AREA, tagDenial } from './tag-rights.ts';
import type { ApiCall, Endpoint } from './call.ts';
import type { Module } from '../world/module.ts';
import type { Tag } from '../world/tags.ts';

function erase(call: ApiCall, module: Module, tag: Tag): void {
  const { switches, clock } = call.context;
  const lingers = switches.deletedTagLingersMs > 0;
  module.tagStore.delete(tag.id, lingers);
  if (lingers) clock.after(switches.deletedTagLingersMs, () => module.tagStore.forget(tag.id));
  noteTagChange(call, { kind: 'deleted', module: module.apiName, id: tag.id, name: tag.name });
}

/**
 * `DELETE /settings/tags/{id}`: names no module. Sources: Zoho docs v8, delete-tag (not while it is used); Zoho docs v7 for the object in
 * the answer; Zoho's OpenAPI files for `associated_places`; Zoho's OpenAPI examples, deleteTags.
 */
export const deleteTag: Endpoint = {
  name: 'deleteTag',
  method: 'DELETE',
  path: /^\/settings\/tags\/(\d+)$/,
  need: () => ({ area: TAGS_AREA, operations: ['DELETE', 'WRITE'] }),
  handle(call) {
    const { usedTagDelete, deletedTagAs } = call.context.switches;
    const [id = ''] = call.params;
    const module = call.org.modules.find((candidate) => candidate.tagStore.get(id));
    const tag = module?.tagStore.get(id);
    if (!module || !tag) return refuse(400, 'INVALID_DATA', 'tags not found', { id });
    const denied = tagDenial(call, module);
    if (denied) return denied;
    const places = placesOf(call, module, tag);
    if (places.length > 0 && usedTagDelete !== 'deleted') {
      const message = 'tags has been associated to features';
      if (usedTagDelete === 'withoutPlaces') return refuse(400, 'NOT_ALLOWED', message, { id });
      return json(400, { tags: [zohoError('NOT_ALLOWED', message, { associated_places: places })] });
    }
    erase(call, module, tag);
    const done = { code: 'SUCCESS', details: { id }, message: 'tags deleted successfully', status: 'success' };
    return json(200, { tags: deletedTagAs === 'array' ? [done] : done });
  },
};
