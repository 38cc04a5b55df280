import { json } from '../http.ts';
import { refuse } from './errors.ts';
import { deniedOf, isReply, rightOf, userRef } from './call.ts';
import { moduleOf } from './module-of.ts';
import { configuredAreas } from './configured-areas.ts';
import { zohoTime } from '../world/time.ts';
import type { ApiCall, Endpoint } from './call.ts';
import type { Module } from '../world/module.ts';
import type { Tag } from '../world/tags.ts';

const INCLUDES = ['type', 'associated_record_count', 'last_accessed_time'];

function shape(tag: Tag, module: Module, include: string[], { org, context }: ApiCall): object {
  const who = userRef(org, tag.createdBy);
  return {
    created_time: zohoTime(tag.createdAt, org.offsetMinutes),
    modified_time: zohoTime(tag.modifiedAt, org.offsetMinutes),
    name: tag.name,
    id: tag.id,
    color_code: tag.colour,
    created_by: who,
    modified_by: who,
    ...(include.includes('type') && { type: 'public' }),
    ...(include.includes('associated_record_count') && { associated_record_count: module.tagged(tag.id) }),
    ...(include.includes('last_accessed_time') && { last_accessed_time: null }),
    ...(context.switches.extraKeys && { rid: `rid-${tag.id}` }),
  };
}

/** `GET /settings/tags?module=…`: all tags in one answer. Source: Zoho docs v8, get-tag-list. */
export const getTags: Endpoint = {
  name: 'tags',
  method: 'GET',
  path: /^\/settings\/tags$/,
  need: () => ({ area: 'settings.tags' }),
  handle(call) {
    const { request, org, user, context } = call;
    const apiName = request.query.get('module');
    if (apiName === null || apiName === '') {
      const details = { [context.switches.missingParamKey]: 'module' };
      return refuse(400, 'REQUIRED_PARAM_MISSING', 'One of the expected parameter is missing', details);
    }
    const module = moduleOf(call, apiName, true);
    if (isReply(module)) return module;
    if (deniedOf(user, [rightOf('View', module)]).length > 0) {
      return refuse(400, 'AUTHORIZATION_FAILED', 'User does not have sufficient privilege to read tag details');
    }
    const include = (request.query.get('include') ?? '').split(',').filter((part) => part !== '');
    if (include.some((part) => !INCLUDES.includes(part))) {
      return refuse(400, 'INVALID_DATA', 'invalid data', { param_name: 'include' });
    }
    const mine = request.query.get('my_tags') === 'true';
    const tags = module.tags().filter((tag) => !mine || tag.createdBy === user.id);
    if (tags.length === 0 && context.switches.noModuleTags === 'noContent') return { status: 204 };
    const info = { count: tags.length, allowed_count: org.limits.tagsPerModule };
    return json(200, { tags: tags.map((tag) => shape(tag, module, include, call)), info });
  },
};

/** `GET /settings/tags/{id}/actions/records_count?module=…`: the count is a string. Sources: Zoho docs v7, get-record-count-for-tag; Zoho's OpenAPI examples. */
export const getRecordsCount: Endpoint = {
  name: 'recordsCount',
  method: 'GET',
  path: /^\/settings\/tags\/(\d+)\/actions\/records_count$/,
  need: ({ context }) => ({ area: 'settings.tags', ...(context.switches.countScope === 'all' && { operations: [] }) }),
  handle(call) {
    const { request, context, params } = call;
    const apiName = request.query.get('module');
    if (apiName === null || apiName === '') {
      return refuse(400, 'REQUIRED_PARAM_MISSING', 'One of the expected param is missing', { param_name: 'module' });
    }
    const module = moduleOf(call, apiName, true);
    if (isReply(module)) return module;
    const tag = module.tagStore.get(params[0] ?? '');
    if (!tag) {
      return context.switches.unknownTagCount === 'notFound'
        ? refuse(404, 'INVALID_DATA', 'tags not found', { api_name: 'id' })
        : refuse(400, 'TAG_ID_NOT_FOUND', 'invalid tag id');
    }
    const count = String(module.tagged(tag.id));
    return json(
      200,
      context.switches.configuredAreas ? { configured_areas: configuredAreas(call, module, tag), count } : { count },
    );
  },
};
