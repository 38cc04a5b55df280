import type { ApiCall } from './call.ts';
import type { Module } from '../world/module.ts';
import type { Tag } from '../world/tags.ts';

interface Rule {
  name: string;
  action: 'AddTags' | 'RemoveTags';
  execution: 'instant' | 'schedule';
}

/** Rules of every simulated org on the first tag of a module: two that add it, one that takes it off. */
const STANDING_RULES: Rule[] = [
  { name: 'Score over 80', action: 'AddTags', execution: 'instant' },
  { name: 'Monthly review', action: 'AddTags', execution: 'schedule' },
  { name: 'Deal lost', action: 'RemoveTags', execution: 'instant' },
];

function actions(module: Module, tag: Tag, rules: Rule[], action: Rule['action']): object[] {
  return rules
    .filter((rule) => rule.action === action)
    .map((rule, place) => {
      const id = (offset: number) => String(BigInt(tag.id) + BigInt(1_000_000 + place * 10 + offset));
      const detail = {
        subtype: 'rule_condition',
        module: module.apiName,
        name: rule.name,
        execution_type: rule.execution,
        source: 1,
      };
      return { name: tag.name, rules: [{ ...detail, id: id(1), subtype_id: id(2) }], id: id(3) };
    });
}

/** Where a tag is used besides on records: automation that sets or takes it, and views that filter by it. Source: Zoho's OpenAPI examples, records_count. */
export function configuredAreas({ context }: ApiCall, module: Module, tag: Tag): object {
  const standing = module.tags()[0] === tag ? STANDING_RULES : [];
  const switched = context.switches.workflows
    .filter((rule) => rule.module === module.apiName && rule.tag === tag.name)
    .map((rule, place): Rule => ({
      name: `Put back ${place + 1}`,
      action: 'AddTags',
      execution: rule.afterMs > 0 ? 'schedule' : 'instant',
    }));
  const rules = [...standing, ...switched];
  const add = actions(module, tag, rules, 'AddTags');
  const remove = actions(module, tag, rules, 'RemoveTags');
  const workflow = rules.length === 0 ? {} : { Workflow: { [tag.id]: { RemoveTags: remove, AddTags: add } } };
  const views = module.views.filter((view) => view.filter.kind === 'tag' && view.filter.tagId === tag.id);
  return {
    workflow_tagActionRecords: workflow,
    custom_view: {
      cvnames: views.map((view) => view.name),
      inaccessible_custom_view_present: false,
      cvmodules: views.map(() => module.apiName),
      cvids: views.map((view) => view.id),
    },
  };
}
