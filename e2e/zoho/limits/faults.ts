import type { Context, RecordedRequest } from '../http.ts';
import type { Change, Fault } from './fault-types.ts';
import type { Org } from '../world/org.ts';

function fits(fault: Fault, request: RecordedRequest): boolean {
  const { endpoint, path, query, method, body } = fault.match;
  if (endpoint !== undefined && endpoint !== request.endpoint) return false;
  if (path !== undefined && !`${request.host}${request.path}`.includes(path)) return false;
  if (query !== undefined && !new URLSearchParams(request.query).toString().includes(query)) return false;
  if (method !== undefined && method.toUpperCase() !== request.method) return false;
  return body === undefined || request.body.includes(body);
}

/** The fault that a request meets, if any. Every matching request counts, whether or not it meets the fault. */
export function faultFor(context: Context, request: RecordedRequest): Fault | undefined {
  const seen = context.memory('faults/seen', () => new WeakMap<Fault, number>());
  let met: Fault | undefined;
  for (const fault of context.switches.faults) {
    if (!fits(fault, request)) continue;
    const number = (seen.get(fault) ?? 0) + 1;
    seen.set(fault, number);
    const { nth, times } = fault.match;
    if (number >= nth && (times === null || number < nth + times)) met ??= fault;
  }
  return met;
}

const CUTS: Fault['fault'][] = ['lostBeforeApply', 'lostAfterApply', 'lostThenApplied'];

/** Whether connections may be cut. Each must then be fresh, or Chromium repeats the call on its own. */
export function mayCut(context: Context): boolean {
  return context.switches.faults.some((fault) => CUTS.includes(fault.fault));
}

/** Makes a change in the org. */
export function change(org: Org, what: Change): void {
  const module = org.module(what.module);
  switch (what.kind) {
    case 'deleteRecord':
      return module.delete(what.record);
    case 'renameRecord':
      return module.rename(what.record, what.to);
    case 'lockRecord':
      return module.lock(what.record);
    case 'addTag':
      return module.addTag(what.record, what.tag);
    case 'removeTag':
      return module.removeTag(what.record, what.tag);
    case 'convertRecord':
      return module.convert(what.record);
    case 'hideRecord':
      return module.hide(what.record);
    case 'createTag':
      return void module.createTag(what.tag);
    case 'deleteTag':
      return module.deleteTag(what.tag);
    case 'renameTag':
      return module.renameTag(what.tag, what.to);
  }
}
