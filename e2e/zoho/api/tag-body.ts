import { json } from '../http.ts';
import { refuse, zohoError } from './errors.ts';
import { invalid, jsonBody, listIn } from './json-body.ts';
import type { ApiCall } from './call.ts';
import type { SimReply } from '../http.ts';

/** A tag as a body names it. At least one of the two is present. */
export interface TagRequest {
  name?: string;
  id?: string;
  colour?: string | null;
}

export interface TagActionBody {
  tags: TagRequest[];
  /** Bulk calls only. They are strings, but not all of them are ids. */
  ids: string[];
  overwrite: boolean;
}

/** Most ids of a bulk call. Source: Zoho docs v8, remove-tags. */
const MOST_IDS = 500;

/** Errors of a tag itself come in `tags[]`. Source: Zoho's OpenAPI examples, tags_actions. */
function inTags(message: string, details: object): SimReply {
  return json(400, { tags: [zohoError('INVALID_DATA', message, details)] });
}

function oneTag(
  value: unknown,
  place: number,
  removeBy: 'nameOrId' | 'nameOnly' | 'idOnly',
  longest: number,
): TagRequest | SimReply {
  const path = `$.tags[${place}]`;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return invalid('tags', path, { expected_data_type: 'jsonobject' });
  }
  const { name, id, color_code: colour } = value as Record<string, unknown>;
  if (name !== undefined && name !== null && typeof name !== 'string') {
    return inTags('Invalid data type', { expected_data_type: 'text', api_name: 'name', json_path: `${path}.name` });
  }
  if (typeof name === 'string' && name.length > longest) {
    return inTags('Invalid data', { api_name: 'name', maximum_length: longest, json_path: `${path}.name` });
  }
  if (id !== undefined && id !== null && typeof id !== 'string') {
    return invalid('id', `${path}.id`, { expected_data_type: 'text' });
  }
  const tag: TagRequest = {
    ...(typeof name === 'string' && name !== '' && removeBy !== 'idOnly' && { name }),
    ...(typeof id === 'string' && id !== '' && removeBy !== 'nameOnly' && { id }),
    ...((typeof colour === 'string' || colour === null) && { colour }),
  };
  if (tag.name !== undefined || tag.id !== undefined) return tag;
  const field = (apiName: string) => ({ api_name: apiName, json_path: `${path}.${apiName}` });
  const expected =
    removeBy === 'nameOrId' ? [field('id'), field('name')] : [field(removeBy === 'idOnly' ? 'id' : 'name')];
  return refuse(400, 'EXPECTED_FIELD_MISSING', 'one of the expected fields is missing', { expected_fields: expected });
}

function isRefusal(value: object): value is SimReply {
  return 'status' in value && 'body' in value;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** `ids` as a list, or as text that holds one, by switch. */
function idsIn(idsAs: 'list' | 'text' | 'either', body: Record<string, unknown>, most: number): unknown[] | SimReply {
  const { ids } = body;
  if (idsAs === 'text' && Array.isArray(ids)) return invalid('ids', '$.ids', { expected_data_type: 'text' });
  return listIn(idsAs !== 'list' && typeof ids === 'string' ? { ids: parsed(ids) } : body, 'ids', most);
}

/** The body of a tag action, or the refusal it meets. Source: Zoho docs v8, remove-tags and add-tags; Zoho's OpenAPI files, tags. */
export function tagActionBody(
  { request, context }: ApiCall,
  action: 'add' | 'remove',
  bulk: boolean,
): TagActionBody | SimReply {
  const read = jsonBody(request);
  if ('refusal' in read) return read.refusal;
  const { body } = read;
  const { maximumLength, removeBy, longestTagName } = context.switches;
  const given = listIn(body, 'tags', maximumLength.tags ?? Infinity);
  if (!Array.isArray(given)) return given;
  const tags: TagRequest[] = [];
  for (const [place, value] of given.entries()) {
    const tag = oneTag(value, place, action === 'remove' ? removeBy : 'nameOrId', longestTagName);
    if (isRefusal(tag)) return tag;
    tags.push(tag);
  }
  const { over_write: overwrite = false } = body;
  if (typeof overwrite !== 'boolean') return invalid('over_write', '$.over_write', { expected_data_type: 'boolean' });
  if (!bulk) return { tags, ids: [], overwrite };
  const ids = idsIn(context.switches.idsAs, body, Math.min(maximumLength.ids ?? MOST_IDS, MOST_IDS));
  if (!Array.isArray(ids)) return ids;
  const wrong = ids.findIndex((id) => typeof id !== 'string');
  if (wrong >= 0) return invalid('ids', `$.ids[${wrong}]`, { expected_data_type: 'text' });
  return { tags, ids: ids as string[], overwrite };
}
