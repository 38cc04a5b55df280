import { json } from '../http.ts';
import { noteTagChange } from './call.ts';
import { zohoError } from './errors.ts';
import { storedName } from '../world/tags.ts';
import type { ApiCall } from './call.ts';
import type { ZohoError } from './errors.ts';
import type { SimReply } from '../http.ts';
import type { Module } from '../world/module.ts';
import type { Tag } from '../world/tags.ts';

/** The tag limit of the module is reached. Source: Zoho's OpenAPI examples, createTags. */
export function moduleFull(): ZohoError {
  return zohoError('LICENSE_LIMIT_EXCEEDED', 'tags edition limit exceeded');
}

/** The same for the whole call. */
export function moduleFullBare(): SimReply {
  return json(400, moduleFull());
}

/** Makes a tag in the caller's name and notes it. */
export function makeTag(call: ApiCall, module: Module, name: string, colour: string | null): Tag {
  const { context, user } = call;
  const stored = storedName(name, context.switches.tagNamesEqual);
  const tag = module.tagStore.create({ name: stored, colour, createdBy: user.id, at: context.clock.now() });
  noteTagChange(call, { kind: 'made', module: module.apiName, id: tag.id, name: tag.name });
  return tag;
}
