import { json } from '../http.ts';
import { REFUSALS, refuse } from './errors.ts';
import { deniedOf, isReply, rightOf, userRef } from './call.ts';
import { moduleOf } from './module-of.ts';
import { configuredAreas } from './configured-areas.ts';
import { zohoTime } from '../world/time.ts';
import type { ApiCall, Endpoint } from './call.ts';
import type { SimReply } from '../http.ts';
import type { Module } from '../world/module.ts';
import type { Tag } from '../world/tags.ts';

const INCLUDES = ['type', 'associated_record_count', 'last_accessed_time'];

/** What `include` asks for and Zoho gives, or the refusal. Source: Zoho's OpenAPI examples, getTags: meaning and names, no sample. */
function included({ request, context }: ApiCall): string[] | SimReply {
  const asked = (request.query.get('include') ?? '').split(',').filter((part) => part !== '');
  const { tagInclude } = context.switches;
  if (tagInclude === 'ignored') return [];
  const unknown = asked.some((part) => !INCLUDES.includes(part));
  const refused =
    (tagInclude === 'refused' && asked.length > 0) || (tagInclude === 'severalRefused' && asked.length > 1);
  return unknown || refused ? refuse(400, 'INVALID_DATA', 'invalid data', { param_name: 'include' }) : asked;
}

function extras(tag: Tag, module: Module, include: string[], { org, context }: ApiCall): object {
  const { countCovers, tagIncludeCount, tagLastUse } = context.switches;
  const count = include.includes('associated_record_count') ? module.tagged(tag.id, countCovers) : 0;
  const isForgotten =
    tag.usedAt === null || (tagLastUse === 'forgotten' && tag.usedAt < Date.parse('2025-01-01T00:00:00Z'));
  const used = tag.usedAt === null || isForgotten ? null : zohoTime(tag.usedAt, org.offsetMinutes);
  return {
    ...(include.includes('type') && { type: 'public' }),
    ...(include.includes('associated_record_count') && {
      associated_record_count: tagIncludeCount === 'string' ? String(count) : count,
    }),
    ...(include.includes('last_accessed_time') && { last_accessed_time: used }),
  };
}

function shape(tag: Tag, call: ApiCall): object {
  const { org, context } = call;
  return {
    created_time: zohoTime(tag.createdAt, org.offsetMinutes),
    modified_time: zohoTime(tag.modifiedAt, org.offsetMinutes),
    name: tag.name,
    id: tag.id,
    color_code: tag.colour,
    created_by: userRef(org, tag.createdBy),
    modified_by: userRef(org, tag.modifiedBy),
    ...(context.switches.extraKeys && { rid: `rid-${tag.id}` }),
  };
}

function info(tags: Tag[], { org, context }: ApiCall): object {
  const { tagInfo } = context.switches;
  if (tagInfo === 'absent') return {};
  const counts = { count: tags.length, allowed_count: org.limits.tagsPerModule };
  return { info: { ...counts, ...(tagInfo === 'recordLimit' && { record_limit: org.limits.tagsPerRecord }) } };
}

/** `GET /settings/tags?module=…`: all tags in one answer. Source: Zoho docs v8, get-tag-list. */
export const getTags: Endpoint = {
  name: 'tags',
  method: 'GET',
  path: /^\/settings\/tags$/,
  need: () => ({ area: 'settings.tags' }),
  handle(call) {
    const { request, user, context } = call;
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
    const include = included(call);
    if (!Array.isArray(include)) return include;
    const mine = request.query.get('my_tags') === 'true';
    const tags = module.tags().filter((tag) => !mine || tag.createdBy === user.id);
    if (tags.length === 0 && context.switches.noModuleTags === 'noContent') return { status: 204 };
    const rows = tags.map((tag) => ({ ...shape(tag, call), ...extras(tag, module, include, call) }));
    return json(200, { tags: rows, ...info(tags, call) });
  },
};

/** `GET /settings/tags/{id}/actions/records_count?module=…`: the count is a string. Sources: Zoho docs v7, get-record-count-for-tag; Zoho's OpenAPI examples. */
export const getRecordsCount: Endpoint = {
  name: 'recordsCount',
  method: 'GET',
  path: /^\/settings\/tags\/(\d+)\/actions\/records_count$/,
  need: ({ context }) => ({ area: 'settings.tags', ...(context.switches.countScope === 'all' && { operations: [] }) }),
  handle(call) {
    const { request, user, context, params } = call;
    const apiName = request.query.get('module');
    if (apiName === null || apiName === '') {
      return refuse(400, 'REQUIRED_PARAM_MISSING', 'One of the expected param is missing', { param_name: 'module' });
    }
    const module = moduleOf(call, apiName, true);
    if (isReply(module)) return module;
    const denied = deniedOf(user, [rightOf('Edit', module), rightOf('Tags', module)]);
    if (denied.length > 0) return REFUSALS.permission(denied);
    const tag = module.tagStore.get(params[0] ?? '');
    if (!tag) {
      return context.switches.unknownTagCount === 'notFound'
        ? refuse(404, 'INVALID_DATA', 'tags not found', { api_name: 'id' })
        : refuse(400, 'TAG_ID_NOT_FOUND', 'invalid tag id');
    }
    const count = String(module.tagged(tag.id, context.switches.countCovers));
    return json(
      200,
      context.switches.configuredAreas ? { configured_areas: configuredAreas(call, module, tag), count } : { count },
    );
  },
};
