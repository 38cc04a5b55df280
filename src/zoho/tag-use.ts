import type { TagUseAnswer } from './types.ts';

type Area = TagUseAnswer['areas'][number];

/**
 * Where a tag is used, from `configured_areas`: nobody documents it, so every shape is taken and what is not understood
 * is left out. Null where there is nothing to read. Source: Zoho's OpenAPI examples, records_count.
 */
export function tagUseIn(areas: unknown, tagId: string): TagUseAnswer | null {
  if (!isObject(areas)) return null;
  const actions = isObject(areas['workflow_tagActionRecords']) ? areas['workflow_tagActionRecords'] : {};
  const automations = Object.entries(actions).flatMap(([kind, byTag]) => automationAreas(kind, byTag, tagId));
  return { areas: [...automations, ...viewArea(areas['custom_view'])] };
}

function automationAreas(kind: string, byTag: unknown, tagId: string): Area[] {
  const actions = isObject(byTag) ? byTag[tagId] : undefined;
  if (!isObject(actions)) return [];
  return ['AddTags', 'RemoveTags'].flatMap((action) => {
    const names = listOf(actions[action]).flatMap(ruleNames);
    if (names.length === 0) return [];
    return [
      {
        type: `${kind.toLowerCase()}-${action === 'AddTags' ? 'add' : 'remove'}`,
        names: [...new Set(names)],
        hidden: 0,
      },
    ];
  });
}

/** The rules that use an action; where it names none, the action itself. */
function ruleNames(entry: unknown): string[] {
  if (!isObject(entry)) return [];
  const rules = listOf(entry['rules']).flatMap(nameOf);
  return rules.length > 0 ? rules : nameOf(entry);
}

function viewArea(view: unknown): Area[] {
  if (!isObject(view)) return [];
  const names = listOf(view['cvnames']).flatMap((name) => (typeof name === 'string' ? [name] : nameOf(name)));
  // Zoho says that there are views out of sight, not how many.
  const hidden = view['inaccessible_custom_view_present'] === true ? 1 : 0;
  return names.length + hidden === 0 ? [] : [{ type: 'view', names, hidden }];
}

function nameOf(value: unknown): string[] {
  return isObject(value) && typeof value['name'] === 'string' ? [value['name']] : [];
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
