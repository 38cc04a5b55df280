import * as v from 'valibot';
import { refuse } from './errors.ts';
import type { ApiCall } from './call.ts';
import type { SimReply } from '../http.ts';
import type { Module } from '../world/module.ts';
import type { View } from '../world/views.ts';

/** The one filter for a tag that Zoho's own web app sends. Source: Zoho's component source. */
const FilterSchema = v.object({
  field: v.object({ api_name: v.literal('Tag') }),
  comparator: v.literal('equal'),
  value: v.pipe(v.array(v.string()), v.length(1)),
});

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The rows that `filters` of Get Records keeps, as a separate view; or the refusal; or undefined where it has no effect. */
export function filteredView({ request, context }: ApiCall, module: Module): View | SimReply | undefined {
  const given = request.query.get('filters');
  const { filtersParam } = context.switches;
  if (given === null || filtersParam === 'ignored') return undefined;
  const filter = v.safeParse(FilterSchema, parsed(given));
  if (filtersParam === 'refused' || !filter.success)
    return refuse(400, 'INVALID_DATA', 'invalid data', { param_name: 'filters' });
  const tag = module.tagStore.byName(filter.output.value[0] ?? '');
  return {
    id: `filters/${tag?.id ?? ''}`,
    name: 'filters',
    displayValue: 'filters',
    systemName: null,
    systemDefined: false,
    isDefault: false,
    category: 'created_by_me',
    filter: tag ? { kind: 'tag', tagId: tag.id } : { kind: 'none' },
  };
}
