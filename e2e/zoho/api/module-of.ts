import { DOCUMENTED, REFUSALS } from './errors.ts';
import { isReply } from './call.ts';
import type { ApiCall } from './call.ts';
import type { SimReply } from '../http.ts';
import type { Module } from '../world/module.ts';

/**
 * The module of that name, or INVALID_MODULE. `taggable`: only modules that tag actions accept. Source: Zoho docs v8,
 * remove-tags.
 */
export function moduleOf(call: ApiCall, apiName: string, taggable: boolean): Module | SimReply {
  const module = call.org.findModule(apiName);
  const inDocsWords = taggable && call.context.switches.refusalTexts === 'documented';
  if (!module) return REFUSALS.unknownModule(inDocsWords ? DOCUMENTED.unknownModule : undefined);
  if (!module.apiSupported || (taggable && !module.taggable))
    return REFUSALS.unsupportedModule(inDocsWords ? DOCUMENTED.unsupportedModule : undefined);
  return module;
}

/** The module of an endpoint whose `need` has already found it. */
export function knownModule(call: ApiCall, apiName: string): Module {
  const found = moduleOf(call, apiName, false);
  if (isReply(found)) throw new Error(`${apiName} was found before`);
  return found;
}
