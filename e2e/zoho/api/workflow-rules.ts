import { json } from '../http.ts';
import { refuse, zohoError } from './errors.ts';
import { isReply, noteForbidden, userRef } from './call.ts';
import { jsonBody, listIn } from './json-body.ts';
import { moduleOf } from './module-of.ts';
import type { ApiCall, Endpoint } from './call.ts';
import type { SimReply } from '../http.ts';
import type { CrmRecord, Module } from '../world/module.ts';
import type { MadeRule } from '../world/tag-rules.ts';
import type { Tag } from '../world/tags.ts';

/** Whether a rule that waits for an edit applies to this record. */
export function fires(rule: MadeRule, record: CrmRecord): boolean {
  if (!['edit', 'create_or_edit'].includes(rule.trigger)) return false;
  const { criterion } = rule;
  return criterion === undefined || (criterion.field === 'Last_Name' ? record.last : record.name) === criterion.value;
}

const AREA = 'settings.workflow_rules' as const;

interface Given {
  name?: unknown;
  module?: { api_name?: unknown };
  execute_when?: { type?: unknown };
  conditions?: {
    criteria_details?: { criteria?: { field?: { api_name?: unknown }; comparator?: unknown; value?: unknown } };
    instant_actions?: { actions?: { type?: unknown; details?: { tags?: { id?: unknown }[] } }[] };
  }[];
}

function missing(path: string): SimReply {
  const details = { api_name: path.split('.').at(-1), json_path: `$.workflow_rules[0].${path}` };
  return json(400, { workflow_rules: [zohoError('MANDATORY_NOT_FOUND', 'required field not found', details)] });
}

function wrong(path: string): SimReply {
  const details = { api_name: path.split('.').at(-1), json_path: `$.workflow_rules[0].${path}` };
  return json(400, { workflow_rules: [zohoError('INVALID_DATA', 'invalid data', details)] });
}

function ruleIn(call: ApiCall, given: Given, id: string): { module: Module; rule: MadeRule } | SimReply {
  const { name, module: named, execute_when: when, conditions } = given;
  if (typeof name !== 'string' || name === '') return missing('name');
  if (typeof named?.api_name !== 'string') return missing('module');
  const module = moduleOf(call, named.api_name, true);
  if (isReply(module)) return module;
  if (typeof when?.type !== 'string') return missing('execute_when');
  const [condition] = conditions ?? [];
  const actions = condition?.instant_actions?.actions;
  if (!actions?.[0]) return missing('conditions');
  const path = 'conditions[0].instant_actions.actions[0]';
  // This simulator does not have other kinds of actions.
  if (actions[0].type !== 'add_tags') return wrong(`${path}.type`);
  const tags = (actions[0].details?.tags ?? []).map((tag) => module.tagStore.get(String(tag.id)));
  if (tags.length === 0 || tags.includes(undefined)) return wrong(`${path}.details.tags`);
  const criteria = condition?.criteria_details?.criteria;
  if (criteria && (criteria.comparator !== 'equal' || typeof criteria.value !== 'string'))
    return wrong('conditions[0].criteria_details.criteria');
  const rule: MadeRule = {
    id,
    name,
    trigger: when.type,
    tagIds: tags.flatMap((tag: Tag | undefined) => tag?.id ?? []),
    ...(criteria && { criterion: { field: String(criteria.field?.api_name), value: String(criteria.value) } }),
  };
  return { module, rule };
}

/** `POST /settings/automation/workflow_rules`: one rule. Sources: Zoho docs v8, config-workflow; Zoho's OpenAPI examples, postWorkflowRule. */
export const createRule: Endpoint = {
  name: 'createRule',
  method: 'POST',
  path: /^\/settings\/automation\/workflow_rules$/,
  need: () => ({ area: AREA, operations: ['CREATE', 'WRITE'] }),
  handle(call) {
    noteForbidden(call, 'a workflow rule was made');
    const read = jsonBody(call.request);
    if ('refusal' in read) return read.refusal;
    const given = listIn(read.body, 'workflow_rules', 1);
    if (!Array.isArray(given)) return given;
    const number = call.context.memory(`rule-number/${call.org.key}`, () => ({ last: 0 }));
    number.last += 1;
    const made = ruleIn(
      call,
      (given[0] ?? {}) as Given,
      `${call.org.prefix}${String(6_526_160 + number.last).padStart(12, '0')}`,
    );
    if (isReply(made)) return made;
    made.module.madeRules.push(made.rule);
    const done = {
      code: 'SUCCESS',
      details: { id: made.rule.id },
      message: 'workflow rule created',
      status: 'success',
    };
    return json(201, { workflow_rules: [done] });
  },
};

/** `GET /settings/automation/workflow_rules?module=…`; 204 where there are none. Source: Zoho docs v8, get-workflow-rules. */
export const getRules: Endpoint = {
  name: 'rules',
  method: 'GET',
  path: /^\/settings\/automation\/workflow_rules$/,
  need: () => ({ area: AREA }),
  handle(call) {
    const asked = call.request.query.get('module');
    const modules = call.org.modules.filter(({ apiName }) => asked === null || apiName === asked);
    const rules = modules.flatMap((module) =>
      module.madeRules.map(({ id, name, trigger }) => ({
        id,
        name,
        module: { api_name: module.apiName, id: module.id },
        execute_when: { type: trigger },
        status: { active: true },
        created_by: userRef(call.org, call.user.id),
      })),
    );
    if (rules.length === 0) return { status: 204 };
    const info = { per_page: 200, count: rules.length, page: 1, more_records: false };
    return json(200, { workflow_rules: rules, info });
  },
};

/** `DELETE /settings/automation/workflow_rules/{id}`. Source: Zoho docs v8, delete-workflow-rule. */
export const deleteRule: Endpoint = {
  name: 'deleteRule',
  method: 'DELETE',
  path: /^\/settings\/automation\/workflow_rules\/(\d+)$/,
  need: () => ({ area: AREA, operations: ['DELETE', 'WRITE'] }),
  handle(call) {
    noteForbidden(call, 'a workflow rule was deleted');
    const [id = ''] = call.params;
    const module = call.org.modules.find(({ madeRules }) => madeRules.some((rule) => rule.id === id));
    if (!module) return refuse(400, 'INVALID_DATA', 'the id given seems to be invalid', { resource_path_index: 2 });
    module.madeRules = module.madeRules.filter((rule) => rule.id !== id);
    const done = { code: 'SUCCESS', details: { id }, message: 'workflow rule deleted', status: 'success' };
    return json(200, { workflow_rules: [done] });
  },
};
