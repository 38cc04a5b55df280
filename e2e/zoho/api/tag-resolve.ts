import { json } from '../http.ts';
import { refuse, zohoError } from './errors.ts';
import { makeTag, moduleFull, moduleFullBare } from './tag-make.ts';
import { sameName } from '../world/tags.ts';
import type { ApiCall } from './call.ts';
import type { TagRequest } from './tag-body.ts';
import type { SimReply } from '../http.ts';
import type { Module } from '../world/module.ts';
import type { Tag } from '../world/tags.ts';

function findTag({ context }: ApiCall, module: Module, wanted: TagRequest): Tag | undefined {
  // With both given the id wins. Source: Zoho docs v7, add-tags.
  if (wanted.id !== undefined) return module.tagStore.get(wanted.id);
  return wanted.name === undefined
    ? undefined
    : module.tagStore.byName(wanted.name, context.switches.tagNameCase === 'insensitive' ? 'caseBlind' : 'exact');
}

function invalidTag(place: number, wanted: TagRequest): SimReply {
  const key = wanted.id === undefined ? 'name' : 'id';
  return refuse(400, 'INVALID_DATA', 'invalid tag id', { api_name: key, json_path: `$.tags[${place}].${key}` });
}

/** The tags to remove, undefined for names that the module lacks; or, by switch, the refusal of the whole call. */
export function tagsToRemove(call: ApiCall, module: Module, wanted: TagRequest[]): (Tag | undefined)[] | SimReply {
  const found = wanted.map((tag) => findTag(call, module, tag));
  const place = found.indexOf(undefined);
  const missing = wanted[place];
  if (missing === undefined) return found;
  switch (call.context.switches.unknownTag) {
    case 'success':
      return found;
    case 'invalidTagId':
      return invalidTag(place, missing);
    case 'tagsEnvelope':
      return json(400, {
        tags: [zohoError('INVALID_DATA', 'Invalid data', { api_name: 'name', json_path: `$.tags[${place}].name` })],
      });
  }
}

function disagreement(place: number): SimReply {
  const field = (key: string) => ({ api_name: key, json_path: `$.tags[${place}].${key}` });
  const details = { mapped_field: field('id'), ...field('name') };
  return refuse(400, 'MAPPING_MISMATCH', 'the id and the name do not belong together', details);
}

/**
 * The tags to put on. A name that the module lacks makes a new tag, but an id must exist. Sources: Zoho docs v8,
 * add-tags; Zoho's OpenAPI files, tags.
 */
export function tagsToAdd(call: ApiCall, module: Module, wanted: TagRequest[]): Tag[] | SimReply {
  const { addTagByName, idAndNameDisagree, tagNamesEqual } = call.context.switches;
  const { tagStore } = module;
  const tags: Tag[] = [];
  const fresh: TagRequest[] = [];
  for (const [place, request] of wanted.entries()) {
    const { id, name } = request;
    const tag =
      findTag(call, module, request) ?? (id === undefined ? tagStore.byName(name ?? '', tagNamesEqual) : undefined);
    if (!tag && (id !== undefined || addTagByName === 'refused')) return invalidTag(place, request);
    if (tag && id !== undefined && name !== undefined && tag.name !== name && idAndNameDisagree === 'mismatch')
      return disagreement(place);
    if (tag) tags.push(tag);
    else if (!fresh.some((other) => sameName(other.name ?? '', name ?? '', tagNamesEqual))) fresh.push(request);
  }
  if (module.tags().length + fresh.length > call.org.limits.tagsPerModule)
    return call.context.switches.moduleFullAs === 'bare' ? moduleFullBare() : json(400, { tags: [moduleFull()] });
  const made = fresh.map(({ name = '', colour = null }) => makeTag(call, module, name, colour));
  return [...new Set([...tags, ...made])];
}
