import { REFUSALS } from './errors.ts';
import { deniedOf, rightOf } from './call.ts';
import type { ApiCall } from './call.ts';
import type { SimReply } from '../http.ts';
import type { Module } from '../world/module.ts';

/** Scopes of calls about tags themselves. Source: Zoho docs v8, scopes. */
export const TAGS_AREA = 'settings.tags' as const;

/** NO_PERMISSION where the profile may not change tags of the module. Source: Zoho's OpenAPI examples, createTags. */
export function tagDenial({ user }: ApiCall, module: Module): SimReply | undefined {
  const denied = deniedOf(user, [rightOf('Tags', module), rightOf('Edit', module)]);
  return denied.length > 0 ? REFUSALS.permission(denied) : undefined;
}
