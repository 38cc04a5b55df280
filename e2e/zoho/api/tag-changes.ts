import { json } from '../http.ts';
import { refuse, zohoError } from './errors.ts';
import { isReply, noteTagChange, userRef } from './call.ts';
import { jsonBody, listIn } from './json-body.ts';
import { moduleOf } from './module-of.ts';
import { makeTag, moduleFull, moduleFullBare } from './tag-make.ts';
import { duplicate, tagItem } from './tag-item.ts';
import { TAGS_AREA, tagDenial } from './tag-rights.ts';
import { storedName } from '../world/tags.ts';
import { zohoTime } from '../world/time.ts';
import type { ApiCall, Endpoint } from './call.ts';
import type { ZohoError } from './errors.ts';
import type { TagItem } from './tag-item.ts';
import type { SimReply } from '../http.ts';
import type { Module } from '../world/module.ts';
import type { Tag } from '../world/tags.ts';

/** A change's result for one item of `tags`. */
type Item = ZohoError | { code: 'SUCCESS'; details: object; message: string; status: 'success' };

function success({ org }: ApiCall, tag: Tag, message: string): Item {
  const details = {
    created_time: zohoTime(tag.createdAt, org.offsetMinutes),
    modified_time: zohoTime(tag.modifiedAt, org.offsetMinutes),
    name: tag.name,
    modified_by: userRef(org, tag.modifiedBy),
    id: tag.id,
    created_by: userRef(org, tag.createdBy),
    color_code: tag.colour,
  };
  return { code: 'SUCCESS', details, message, status: 'success' };
}

function moduleToChange(call: ApiCall): Module | SimReply {
  const apiName = call.request.query.get('module');
  if (apiName === null || apiName === '') {
    const details = { [call.context.switches.missingParamKey]: 'module' };
    return refuse(400, 'REQUIRED_PARAM_MISSING', 'One of the expected parameter is missing', details);
  }
  const module = moduleOf(call, apiName, true);
  return isReply(module) ? module : (tagDenial(call, module) ?? module);
}

/** `tags` of the body, or its refusal. `most`: how many the endpoint takes at once. */
function given(call: ApiCall, most = Infinity): unknown[] | SimReply {
  const read = jsonBody(call.request);
  if ('refusal' in read) return read.refusal;
  const { maximumLength, severalTagsChanged } = call.context.switches;
  return listIn(
    read.body,
    'tags',
    Math.min(most, maximumLength.tags ?? Infinity, severalTagsChanged === 'refused' ? 1 : most),
  );
}

/** 207 where some succeeded and some did not. Source: Zoho's OpenAPI examples, createTags. */
function answer(items: Item[], done: number): SimReply {
  const failed = items.filter((item) => item.code !== 'SUCCESS').length;
  return json(failed === 0 ? done : failed === items.length ? 400 : 207, { tags: items });
}

function create(call: ApiCall, module: Module, value: unknown, place: number): Item {
  const item = tagItem(call, value, place);
  if ('code' in item) return item;
  const same = module.tagStore.byName(item.name, call.context.switches.tagNamesEqual);
  if (same) return duplicate(place, same.id);
  if (module.tags().length >= call.org.limits.tagsPerModule) return moduleFull();
  return success(call, makeTag(call, module, item.name, item.colour ?? null), 'tags created successfully');
}

function applyChange(call: ApiCall, module: Module, tag: Tag, { name, colour }: TagItem): void {
  const { switches, clock } = call.context;
  const { name: from, colour: before } = tag;
  const left = switches.renameWithoutColour === 'cleared' ? null : before;
  const to = { name: storedName(name, switches.tagNamesEqual), colour: colour === undefined ? left : colour };
  module.tagStore.change(tag.id, to, call.user.id, clock.now());
  const what = { module: module.apiName, id: tag.id, name: tag.name };
  if (tag.name !== from) noteTagChange(call, { kind: 'renamed', ...what, from });
  if (tag.colour !== before) noteTagChange(call, { kind: 'recoloured', ...what });
}

function update(call: ApiCall, module: Module, value: unknown, place: number, pathId?: string): Item | SimReply {
  const item = tagItem(call, value, place);
  if ('code' in item) return item;
  const { tagNamesEqual, unknownTagChange } = call.context.switches;
  const id = pathId ?? item.id;
  if (id === undefined) {
    return refuse(400, 'REQUIRED_PARAM_MISSING', 'One of the expected param is missing', { param_name: 'id' });
  }
  const tag = module.tagStore.get(id);
  if (!tag) {
    if (unknownTagChange === 'bare') return refuse(400, 'INVALID_DATA', 'tags not found', { id });
    return zohoError('INVALID_DATA', 'invalid tag id', { api_name: 'id', json_path: `$.tags[${place}].id` });
  }
  const same = module.tagStore.byName(item.name, tagNamesEqual);
  if (same && same.id !== tag.id) return duplicate(place, same.id);
  applyChange(call, module, tag, item);
  return success(call, tag, 'tags updated successfully');
}

function updateAll(call: ApiCall, values: unknown[], module: Module, pathId?: string): SimReply {
  const items: Item[] = [];
  for (const [place, value] of values.entries()) {
    const item = update(call, module, value, place, pathId);
    if (isReply(item)) return item;
    items.push(item);
  }
  return answer(items, 200);
}

/** `POST /settings/tags?module=…`. Source: Zoho docs v8, create-tags; Zoho's OpenAPI examples, createTags. */
export const createTags: Endpoint = {
  name: 'createTags',
  method: 'POST',
  path: /^\/settings\/tags$/,
  need: () => ({ area: TAGS_AREA, operations: ['CREATE', 'WRITE'] }),
  handle(call) {
    const module = moduleToChange(call);
    if (isReply(module)) return module;
    const values = given(call);
    if (!Array.isArray(values)) return values;
    const isTooMany = module.tags().length + values.length > call.org.limits.tagsPerModule;
    // As a bare error it refuses the whole call, and makes none of the tags.
    if (isTooMany && call.context.switches.moduleFullAs === 'bare') return moduleFullBare();
    return answer(
      values.map((value, place) => create(call, module, value, place)),
      201,
    );
  },
};

/** `PUT /settings/tags?module=…`, each tag by its `id`. Source: Zoho docs v8, update-tags; Zoho's OpenAPI examples, updateTags. */
export const updateTags: Endpoint = {
  name: 'updateTags',
  method: 'PUT',
  path: /^\/settings\/tags$/,
  need: () => ({ area: TAGS_AREA, operations: ['UPDATE', 'WRITE'] }),
  handle(call) {
    const module = moduleToChange(call);
    if (isReply(module)) return module;
    const values = given(call);
    return Array.isArray(values) ? updateAll(call, values, module) : values;
  },
};

/** `PUT /settings/tags/{id}?module=…`. Source: Zoho docs v8, update-tags; Zoho's OpenAPI examples, updateTagById. */
export const updateTag: Endpoint = {
  name: 'updateTag',
  method: 'PUT',
  path: /^\/settings\/tags\/(\d+)$/,
  need: () => ({ area: TAGS_AREA, operations: ['UPDATE', 'WRITE'] }),
  handle(call) {
    const module = moduleToChange(call);
    if (isReply(module)) return module;
    const values = given(call, 1);
    return Array.isArray(values) ? updateAll(call, values, module, call.params[0]) : values;
  },
};
