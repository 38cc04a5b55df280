import type { ApiCall } from './call.ts';
import type { Module } from '../world/module.ts';

/** One change of a record's tags, as its timeline keeps it: by name. */
export interface TimelineEntry {
  at: number;
  action: 'tag_added' | 'tag_removed' | 'tags_overwritten';
  source: 'crm_api' | 'workflow';
  /** Id of the user. */
  by: string;
  /** All names before and after. */
  before: string[];
  after: string[];
}

/** The timeline's entries of a record that changes through the API made, oldest first. */
export function entriesOf(call: ApiCall, module: Module, id: string): readonly TimelineEntry[] {
  return timelinesOf(call, module).get(id) ?? [];
}

/** The names that came with a change, or went with a removal. */
export function namesChanged({ action, before, after }: TimelineEntry): string[] {
  return action === 'tag_removed'
    ? before.filter((name) => !after.includes(name))
    : after.filter((name) => !before.includes(name));
}

/** Notes a change that was just made. `before`: names of the earlier tags. */
export function noteInTimeline(
  call: ApiCall,
  module: Module,
  id: string,
  { action, source, before }: Pick<TimelineEntry, 'action' | 'source' | 'before'>,
): void {
  const at = call.context.clock.now();
  const entry = { at, action, source, by: call.user.id, before, after: module.tagNames(id) };
  const timelines = timelinesOf(call, module);
  const entries = timelines.get(id);
  if (entries === undefined) timelines.set(id, [entry]);
  else entries.push(entry);
}

function timelinesOf({ context, org }: ApiCall, module: Module): Map<string, TimelineEntry[]> {
  return context.memory(`timeline/${org.key}/${module.apiName}`, () => new Map<string, TimelineEntry[]>());
}
