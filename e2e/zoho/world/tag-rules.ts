/** Automation of a module that puts tags on records or removes them. Source: Zoho's OpenAPI examples, records_count. */
export interface TagRule {
  kind: 'Workflow' | 'Blueprint' | 'Orchestration';
  name: string;
  action: 'AddTags' | 'RemoveTags';
  execution: 'instant' | 'schedule';
  /** One action of a rule may name several tags. */
  tagIds: string[];
}

/** Rules of every simulated org on the first tag of a module: two that add it, one that takes it off. */
const STANDING: Omit<TagRule, 'tagIds'>[] = [
  { kind: 'Workflow', name: 'Score over 80', action: 'AddTags', execution: 'instant' },
  { kind: 'Workflow', name: 'Monthly review', action: 'AddTags', execution: 'schedule' },
  { kind: 'Workflow', name: 'Deal lost', action: 'RemoveTags', execution: 'instant' },
];

export function standingRules(tagId: string): TagRule[] {
  return STANDING.map((rule) => ({ ...rule, tagIds: [tagId] }));
}

/** A workflow rule made through the API. It puts tags on an edited record. */
export interface MadeRule {
  id: string;
  name: string;
  /** The event on a record that fires the rule. */
  trigger: string;
  tagIds: string[];
  /** Text that a field of the record must have; without one, any record matches. */
  criterion?: { field: string; value: string };
}
