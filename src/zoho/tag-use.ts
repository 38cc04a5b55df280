import type { Adding } from '../shared/run-summary.ts';
import type { TagUseAnswer, TagUsePlace } from './types.ts';

type Area = TagUseAnswer['areas'][number];

/** The parsed uses, and whether all of the answer was understood. */
interface Read {
  readonly areas: readonly Area[];
  readonly isWhole: boolean;
}

const NOT_UNDERSTOOD: Read = { areas: [], isWhole: false };
const ACTIONS = { AddTags: 'add', RemoveTags: 'remove' } as const;

/**
 * Where a tag is used, from `configured_areas`. It is undocumented, so every shape is accepted, and the parts that are
 * not understood are left out. Null where there is nothing to read. Source: Zoho's OpenAPI examples, records_count.
 */
export function tagUseIn(areas: unknown, tagId: string): TagUseAnswer | null {
  if (!isObject(areas)) return null;
  const { workflow_tagActionRecords: actions, custom_view: views, ...others } = areas;
  return joined([
    automations(actions, tagId),
    viewsOf(views),
    { areas: [], isWhole: Object.keys(others).length === 0 },
  ]);
}

const ADDING: readonly Adding['kind'][] = ['workflow', 'blueprint', 'orchestration'];

/** The automation among the uses of a tag that puts it on records. */
export function addingIn({ areas }: TagUseAnswer): readonly Adding[] {
  return areas
    .filter(({ type }) => type.endsWith('-add'))
    .flatMap(({ type, places }) =>
      places.map(({ name }): Adding => ({ kind: ADDING.find((kind) => type.startsWith(kind)) ?? 'other', name })),
    );
}

function automations(actions: unknown, tagId: string): Read {
  if (!isObject(actions)) return NOT_UNDERSTOOD;
  return joined(Object.entries(actions).map(([kind, byTag]) => automation(kind, byTag, tagId)));
}

function automation(kind: string, byTag: unknown, tagId: string): Read {
  if (!isObject(byTag)) return NOT_UNDERSTOOD;
  const ofTag = byTag[tagId];
  if (ofTag === undefined) return { areas: [], isWhole: true };
  if (!isObject(ofTag)) return NOT_UNDERSTOOD;
  const isKnown = Object.keys(ofTag).every((action) => Object.hasOwn(ACTIONS, action));
  const read = Object.entries(ACTIONS).map(([key, action]) =>
    actionArea(`${kind.toLowerCase()}-${action}`, ofTag[key] ?? []),
  );
  return joined([...read, { areas: [], isWhole: isKnown }]);
}

function actionArea(type: string, entries: unknown): Read {
  if (!Array.isArray(entries)) return NOT_UNDERSTOOD;
  const found = entries.map(rulesOf);
  const places = distinct(found.flat());
  return {
    areas: places.length === 0 ? [] : [{ type, places, hasHidden: false }],
    isWhole: found.every((rules) => rules.length > 0),
  };
}

/** The rules that use an action. Where it names none, the action itself counts. */
function rulesOf(entry: unknown): TagUsePlace[] {
  if (!isObject(entry)) return [];
  const rules = listOf(entry['rules']).flatMap(placeOf);
  return rules.length > 0 ? rules : placeOf(entry);
}

function viewsOf(view: unknown): Read {
  if (!isObject(view) || !Array.isArray(view['cvnames'])) {
    const hasHidden = isObject(view) && view['inaccessible_custom_view_present'] === true;
    return { areas: hasHidden ? [{ type: 'view', places: [], hasHidden }] : [], isWhole: false };
  }
  const names: readonly unknown[] = view['cvnames'];
  const ids = listOf(view['cvids']);
  const places = names.flatMap((name, at) =>
    placeOf(typeof name === 'string' ? { name, id: names.length === ids.length ? ids[at] : null } : name),
  );
  // Zoho says that there are hidden views, but not how many.
  const hasHidden = view['inaccessible_custom_view_present'] === true;
  return {
    areas: places.length === 0 && !hasHidden ? [] : [{ type: 'view', places, hasHidden }],
    isWhole: places.length === names.length,
  };
}

function placeOf(value: unknown): TagUsePlace[] {
  if (!isObject(value) || typeof value['name'] !== 'string') return [];
  const { name, id, execution_type: timing } = value;
  return [
    {
      name,
      id: typeof id === 'string' && /^\d+$/.test(id) ? id : null,
      timing: timing === 'instant' || timing === 'schedule' ? timing : null,
    },
  ];
}

/** Rules with the same name count once, as people see them. */
function distinct(places: readonly TagUsePlace[]): readonly TagUsePlace[] {
  const byName = new Map<string, TagUsePlace>();
  for (const place of places) if (!byName.has(place.name)) byName.set(place.name, place);
  return [...byName.values()];
}

function joined(reads: readonly Read[]): Read {
  return { areas: reads.flatMap(({ areas }) => areas), isWhole: reads.every(({ isWhole }) => isWhole) };
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
