import { json } from '../http.ts';
import { REFUSALS, refuse } from './errors.ts';
import { deniedOf, isReply, rightOf, userRef } from './call.ts';
import { knownModule, moduleOf } from './module-of.ts';
import { entriesOf, namesChanged } from './timeline-entries.ts';
import { zohoTime } from '../world/time.ts';
import type { ApiCall, Endpoint } from './call.ts';
import type { TimelineEntry } from './timeline-entries.ts';
import type { CrmRecord, Module } from '../world/module.ts';

/** Entries of one answer. Source: Zoho docs v7, timeline-of-a-record. */
const MOST = 200;

/** Old and new values of an entry. Source: Zoho docs v7 for a tag that was added; the others are undocumented. */
function valuesOf({ context }: ApiCall, entry: TimelineEntry): { old: string; new: string }[] {
  const { action, before, after } = entry;
  const { timelineRemoved, timelineSeveral } = context.switches;
  const all = (list: string[]) => (list.length === 0 ? 'blank' : list.join(','));
  if (action === 'tags_overwritten') return [{ old: all(before), new: all(after) }];
  const names = namesChanged(entry);
  const parts = timelineSeveral === 'joined' ? [names] : names.map((name) => [name]);
  return parts.map((part) => {
    if (action === 'tag_added') return { old: 'blank', new: all(part) };
    if (timelineRemoved === 'beforeAndAfter') return { old: all(before), new: all(after) };
    return timelineRemoved === 'oldNames' ? { old: all(part), new: 'blank' } : { old: 'blank', new: all(part) };
  });
}

function shapes(call: ApiCall, module: Module, record: CrmRecord, entry: TimelineEntry, place: number): object[] {
  const idOf = (offset: number) => String(BigInt(record.id) + BigInt(700_000_000 + place * 100 + offset));
  return valuesOf(call, entry).map((value, n) => ({
    id: idOf(n),
    audited_time: zohoTime(entry.at, call.org.offsetMinutes),
    action: entry.action,
    source: entry.source,
    done_by: userRef(call.org, entry.by),
    automation_details: entry.source === 'workflow' ? { type: 'workflow_rule' } : null,
    record: { module: { api_name: module.apiName, id: module.id }, name: record.name, id: record.id },
    field_history: [{ api_name: 'Tag', data_type: 'text', _value: value, id: idOf(50 + n) }],
  }));
}

/** `GET /{Module}/{id}/__timeline`, newest first; 204 without entries. Sources: Zoho docs v7, timeline-of-a-record; Zoho's OpenAPI files, timelines. */
export const timeline: Endpoint = {
  name: 'timeline',
  method: 'GET',
  path: /^\/(?!settings\/)([A-Za-z][A-Za-z0-9_]*)\/(\d+)\/__timeline$/,
  need(call) {
    const module = moduleOf(call, call.params[0] ?? '', false);
    return isReply(module) ? module : { module: module.scope, tagAction: false };
  },
  credits: ({ context }) => context.switches.timelineCredits,
  handle(call) {
    const module = knownModule(call, call.params[0] ?? '');
    const denied = deniedOf(call.user, [rightOf('View', module)]);
    if (denied.length > 0) return REFUSALS.permission(denied);
    const record = module.seen(call.params[1] ?? '');
    if (!record)
      return refuse(400, 'INVALID_DATA', 'the related id given seems to be invalid', { resource_path_index: 1 });
    const { clock, switches } = call.context;
    const given = call.request.query.get('per_page') ?? String(MOST);
    if (!/^[1-9]\d{0,2}$/.test(given) || Number(given) > MOST)
      return refuse(400, 'INVALID_DATA', 'invalid data', { param_name: 'per_page' });
    const known = clock.now() - switches.timelineLagSeconds * 1000;
    const entries = entriesOf(call, module, record.id).filter(({ at }) => at <= known);
    const shown = entries.flatMap((entry, place) => shapes(call, module, record, entry, place)).toReversed();
    if (shown.length === 0) return { status: 204 };
    const page = shown.slice(0, Number(given));
    const info = { per_page: Number(given), count: page.length, page: 1, more_records: shown.length > page.length };
    return json(200, { __timeline: page, info });
  },
};
