import { noteInTimeline } from './timeline-entries.ts';
import { fires } from './workflow-rules.ts';
import type { ApiCall } from './call.ts';
import type { Outcome } from './tag-outcome.ts';
import type { Module } from '../world/module.ts';
import type { Tag } from '../world/tags.ts';

/** The action's result for each record. Changes nothing. */
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
    const carried = module.tagsOn(id);
    const lacking = tags.findIndex((tag) => tag === undefined || carried.every((one) => one.id !== tag.id));
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

/**
 * Fires the rules made through the API that wait for an edit, and with a switch for an edit of tags. Their own changes
 * fire no rule again.
 */
export function runMadeRules(call: ApiCall, module: Module, id: string, isPlainEdit = false): void {
  if (!isPlainEdit && !call.context.switches.tagActionsFireRules) return;
  const rules = module.madeRules.filter((rule) => fires(rule, module.record(id)));
  if (rules.length === 0) return;
  queueMicrotask(() => {
    const before = module.tagNames(id);
    const tagIds = module.tagsOn(id).map((tag) => tag.id);
    module.setTags(id, [...tagIds, ...rules.flatMap((rule) => rule.tagIds)]);
    noteInTimeline(call, module, id, { action: 'tag_added', source: 'workflow', before });
  });
}

/** Rules of the org that put a removed tag back. */
function runWorkflows(call: ApiCall, module: Module, id: string, removed: Tag[]) {
  const { context } = call;
  for (const rule of context.switches.workflows) {
    if (rule.module !== module.apiName || !removed.some((tag) => tag.name === rule.tag)) continue;
    const putBack = () => {
      if (!module.find(id) || !module.tagStore.byName(rule.tag)) return;
      const before = module.tagNames(id);
      module.addTag(id, rule.tag);
      noteInTimeline(call, module, id, { action: 'tag_added', source: 'workflow', before });
    };
    // The call's answer still shows the tag gone. The next read shows it again.
    if (rule.afterMs === 0) queueMicrotask(putBack);
    else context.clock.after(rule.afterMs, putBack);
  }
}

function note({ request }: ApiCall, id: string) {
  (request.record.applied ??= []).push(id);
}

/** Removes the tags from one record. */
export function remove(call: ApiCall, module: Module, id: string, tags: (Tag | undefined)[]): void {
  const before = module.tagsOn(id);
  const removed = before.filter((tag) => tags.includes(tag));
  if (removed.length === 0) return;
  const kept = before.filter((tag) => !removed.includes(tag)).map((tag) => tag.id);
  module.setTags(id, kept, call.context.switches.touchesModifiedTime);
  note(call, id);
  const names = before.map((tag) => tag.name);
  noteInTimeline(call, module, id, { action: 'tag_removed', source: 'crm_api', before: names });
  runWorkflows(call, module, id, removed);
  runMadeRules(call, module, id);
}

/** Puts the tags on one record, except those above its limit. */
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
  const names = module.tagNames(outcome.id);
  module.setTags(outcome.id, all, call.context.switches.touchesModifiedTime);
  note(call, outcome.id);
  const action = overwrite ? 'tags_overwritten' : 'tag_added';
  noteInTimeline(call, module, outcome.id, { action, source: 'crm_api', before: names });
  runMadeRules(call, module, outcome.id);
}
