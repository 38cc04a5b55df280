import type { ApiCall } from './call.ts';
import type { Outcome } from './tag-outcome.ts';
import type { Module } from '../world/module.ts';
import type { Tag } from '../world/tags.ts';

/** What the action would do to each record; changes nothing. */
export type Plan = (id: string, place: number) => Outcome;

function obstacle(call: ApiCall, module: Module, id: string, place: number): Outcome | undefined {
  const record = module.state(id);
  if (!record || record.hidden) return { kind: 'bad', id, place };
  if (record.locked) return { kind: 'locked', id };
  if (!record.editable) return { kind: 'notEditable', id };
  if (record.waitingForApproval && call.context.switches.waitingForApproval === 'itemError')
    return { kind: 'waiting', id };
  return undefined;
}

export function planRemoval(call: ApiCall, module: Module, tags: (Tag | undefined)[]): Plan {
  return (id, place) => {
    const stopped = obstacle(call, module, id, place);
    if (stopped) return stopped;
    const carried = new Set(module.tagsOn(id).map((tag) => tag.id));
    const lacking = tags.findIndex((tag) => tag === undefined || !carried.has(tag.id));
    if (lacking >= 0 && call.context.switches.missingTag === 'itemError')
      return { kind: 'lacksTag', id, tagPlace: lacking };
    return { kind: 'done', id };
  };
}

export function planAddition(call: ApiCall, module: Module, tags: Tag[], overwrite: boolean): Plan {
  const limit = call.org.limits.tagsPerRecord;
  return (id, place) => {
    const stopped = obstacle(call, module, id, place);
    if (stopped) return stopped;
    const carried = overwrite ? [] : module.tagsOn(id);
    const wanted = tags.filter((tag) => !carried.includes(tag));
    const room = Math.max(0, limit - carried.length);
    if (wanted.length > room && call.context.switches.recordTagLimit === 'itemError')
      return { kind: 'full', id, limit };
    return { kind: 'done', id, notAdded: wanted.slice(room) };
  };
}

/** Rules of the org that put a removed tag back. */
function runWorkflows({ context }: ApiCall, module: Module, id: string, removed: Tag[]) {
  for (const rule of context.switches.workflows) {
    if (rule.module !== module.apiName || !removed.some((tag) => tag.name === rule.tag)) continue;
    const putBack = () => {
      if (module.find(id) && module.tagStore.byName(rule.tag)) module.addTag(id, rule.tag);
    };
    // The answer to the call still shows the tag gone, the next read shows it back.
    if (rule.afterMs === 0) queueMicrotask(putBack);
    else context.clock.after(rule.afterMs, putBack);
  }
}

function note({ request }: ApiCall, id: string) {
  (request.record.applied ??= []).push(id);
}

/** Takes the tags off one record. */
export function remove(call: ApiCall, module: Module, id: string, tags: (Tag | undefined)[]): void {
  const before = module.tagsOn(id);
  const removed = before.filter((tag) => tags.includes(tag));
  if (removed.length === 0) return;
  const kept = before.filter((tag) => !removed.includes(tag)).map((tag) => tag.id);
  module.setTags(id, kept, call.context.switches.touchesModifiedTime);
  note(call, id);
  runWorkflows(call, module, id, removed);
}

/** Puts the tags on one record, but for those that do not fit. */
export function add(
  call: ApiCall,
  module: Module,
  outcome: Outcome & { kind: 'done' },
  tags: Tag[],
  overwrite: boolean,
): void {
  const before = overwrite ? [] : module.tagsOn(outcome.id);
  const added = tags.filter((tag) => !before.includes(tag) && !outcome.notAdded?.includes(tag));
  if (added.length === 0 && !overwrite) return;
  const all = [...before, ...added].map((tag) => tag.id);
  module.setTags(outcome.id, all, call.context.switches.touchesModifiedTime);
  note(call, outcome.id);
}
