import type { ApiCall } from './call.ts';
import type { Module } from '../world/module.ts';
import type { TagRule } from '../world/tag-rules.ts';
import type { Tag } from '../world/tags.ts';
import type { View } from '../world/views.ts';

const KINDS: TagRule['kind'][] = ['Orchestration', 'Blueprint', 'Workflow'];
const SUBTYPES: Record<TagRule['kind'], string> = {
  Workflow: 'rule_condition',
  Blueprint: 'transition',
  Orchestration: 'state',
};

function actions(module: Module, tag: Tag, rules: TagRule[], action: TagRule['action']): object[] {
  return rules
    .filter((rule) => rule.action === action)
    .map((rule, place) => {
      const offsets = { Workflow: 0, Blueprint: 300, Orchestration: 600 };
      const id = (offset: number) =>
        String(BigInt(tag.id) + BigInt(1_000_000 + offsets[rule.kind] + place * 10 + offset));
      const inWorkflow = rule.kind === 'Workflow';
      const detail = {
        ...(!inWorkflow && { subtype_name: rule.name }),
        subtype: SUBTYPES[rule.kind],
        module: module.apiName,
        name: rule.name,
        execution_type: rule.execution,
        id: id(1),
        source: 1,
        subtype_id: id(2),
        ...(rule.kind === 'Orchestration' && { status: 'Active' }),
      };
      // An action gets the names of all its tags.
      const name = rule.tagIds.flatMap((tagId) => module.tagStore.get(tagId)?.name ?? []).join(', ');
      return { name, rules: [detail], id: id(3) };
    });
}

function switchedRules({ context }: ApiCall, module: Module, tag: Tag): TagRule[] {
  return context.switches.workflows
    .filter((rule) => rule.module === module.apiName && rule.tag === tag.name)
    .map((rule, place) => ({
      kind: 'Workflow',
      name: `Put back ${place + 1}`,
      action: 'AddTags',
      execution: rule.afterMs > 0 ? 'schedule' : 'instant',
      tagIds: [tag.id],
    }));
}

function rulesMade(module: Module, tag: Tag): TagRule[] {
  return module.madeRules
    .filter((rule) => rule.tagIds.includes(tag.id))
    .map(({ name, tagIds }) => ({ kind: 'Workflow', name, action: 'AddTags', execution: 'instant', tagIds }));
}

/** Automation that uses the tag: the org's, that made through the API, and a switch's. */
export function rulesOn(call: ApiCall, module: Module, tag: Tag): TagRule[] {
  const standing = module.rules.filter((rule) => rule.tagIds.includes(tag.id));
  return [...standing, ...switchedRules(call, module, tag), ...rulesMade(module, tag)];
}

/** Whether a view filters by the tag. */
export function filtersBy(tag: Tag): (view: View) => boolean {
  return ({ filter }) => filter.kind === 'tag' && filter.tagId === tag.id;
}

interface Place {
  type: string;
  resources: string[];
}

/** Automation, and by switch views, that keep a tag from being deleted. */
export function placesOf(call: ApiCall, module: Module, tag: Tag): Place[] {
  const rules = rulesOn(call, module, tag);
  const views = [...module.views, ...module.privateViews].filter(filtersBy(tag));
  const kinds = [...new Set(rules.map((rule) => rule.kind))];
  return [
    ...kinds.map((kind) => ({
      type: kind,
      resources: [...new Set(rules.filter((rule) => rule.kind === kind).map((rule) => rule.name))],
    })),
    ...(call.context.switches.viewsHoldTags && views.length > 0
      ? [{ type: 'Custom View', resources: views.map((view) => view.name) }]
      : []),
  ];
}

/** Whether something keeps the tag from being deleted. */
export function isUsed(call: ApiCall, module: Module, tag: Tag): boolean {
  return placesOf(call, module, tag).length > 0;
}

/** Where a tag is used besides on records: automation that sets or takes it, and views that filter by it. Source: Zoho's OpenAPI examples, records_count. */
export function configuredAreas(call: ApiCall, module: Module, tag: Tag): object {
  const rules = rulesOn(call, module, tag);
  const used = KINDS.flatMap((kind) => {
    const own = rules.filter((rule) => rule.kind === kind);
    if (own.length === 0) return [];
    const remove = actions(module, tag, own, 'RemoveTags');
    const add = actions(module, tag, own, 'AddTags');
    return [[kind, { [tag.id]: { RemoveTags: remove, AddTags: add } }]];
  });
  const views = module.views.filter(filtersBy(tag));
  return {
    workflow_tagActionRecords: Object.fromEntries(used),
    custom_view: {
      cvnames: views.map((view) => view.name),
      inaccessible_custom_view_present: module.privateViews.some(filtersBy(tag)),
      cvmodules: views.map(() => module.apiName),
      cvids: views.map((view) => view.id),
    },
  };
}
