import type { ApiCall } from './call.ts';
import type { Module } from '../world/module.ts';

/** One change of a record's tags, as its timeline keeps it: by name. */
export interface TimelineEntry {
  at: number;
  action: 'tag_added' | 'tag_removed' | 'tags_overwritten';
  source: 'crm_api' | 'workflow';
  /** Id of the user. */
  by: string;
  /** Names that came or went, and all names before and after. */
  names: string[];
  before: string[];
  after: string[];
}

/** The timeline's entries of a record that changes through the API made, oldest first. */
export function entriesOf({ context, org }: ApiCall, module: Module, id: string): TimelineEntry[] {
  const records = context.memory(`timeline/${org.key}/${module.apiName}`, () => new Map<string, TimelineEntry[]>());
  const entries = records.get(id) ?? [];
  records.set(id, entries);
  return entries;
}

/** Notes a change that was just made. `before`: names of the earlier tags. */
export function noteInTimeline(
  call: ApiCall,
  module: Module,
  id: string,
  { before, ...change }: Pick<TimelineEntry, 'action' | 'source' | 'before'>,
): void {
  const after = module.tagNames(id);
  const names =
    change.action === 'tag_removed'
      ? before.filter((name) => !after.includes(name))
      : after.filter((name) => !before.includes(name));
  entriesOf(call, module, id).push({
    ...change,
    at: call.context.clock.now(),
    by: call.user.id,
    names,
    before,
    after,
  });
}
