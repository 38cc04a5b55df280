import { json } from '../http.ts';
import { DOCUMENTED, REFUSALS, refuse, zohoError } from './errors.ts';
import { deniedOf, isReply, rightOf } from './call.ts';
import { knownModule, moduleOf } from './module-of.ts';
import { tagActionBody } from './tag-body.ts';
import { tagsToAdd, tagsToRemove } from './tag-resolve.ts';
import { add, planAddition, planRemoval, remove } from './tag-apply.ts';
import { errorOf, lockedError, notEditableError, successItem } from './tag-outcome.ts';
import { tagActionCredits } from '../limits/credits.ts';
import type { ApiCall, Endpoint } from './call.ts';
import type { Outcome } from './tag-outcome.ts';
import type { SimReply } from '../http.ts';
import type { Module } from '../world/module.ts';

type Action = 'add' | 'remove';
type Done = Outcome & { kind: 'done' };

/** The work left once the body is parsed: decide on each id, then apply. */
interface Work {
  outcomes: Outcome[];
  apply: (outcome: Done) => void;
}

function work(call: ApiCall, module: Module, action: Action, bulk: boolean): Work | SimReply {
  const body = tagActionBody(call, action, bulk);
  if ('status' in body) return body;
  const ids = bulk ? body.ids : [call.params[1] ?? ''];
  if (action === 'remove') {
    const tags = tagsToRemove(call, module, body.tags);
    if (!Array.isArray(tags)) return tags;
    const outcomes = ids.map(planRemoval(call, module, tags));
    return { outcomes, apply: (outcome) => remove(call, module, outcome.id, tags) };
  }
  const tags = tagsToAdd(call, module, body.tags);
  if (!Array.isArray(tags)) return tags;
  const overwrites = body.overwrite && call.context.switches.overWrite === 'replaces';
  const outcomes = ids.map(planAddition(call, module, tags, overwrites));
  return { outcomes, apply: (outcome) => add(call, module, outcome, tags, overwrites) };
}

/** The whole bulk call refused for one record, where the switches say so. Nothing is applied then. */
function refusedAsAWhole({ context }: ApiCall, action: Action, outcomes: Outcome[]): SimReply | undefined {
  const { badId, locked, notEditable } = context.switches;
  if (badId === 'wholeCall' && outcomes.some((outcome) => outcome.kind === 'bad')) {
    return refuse(400, 'INVALID_DATA', 'invalid data', { api_name: 'ids', json_path: '$.ids' });
  }
  const first = outcomes.find((outcome) => outcome.kind === 'locked');
  const isBare = locked === 'bare' || (locked === 'asRecorded' && action === 'add');
  if (first && isBare) return json(400, lockedError(first.id));
  if (first && locked === 'bareUnnamed') return json(400, lockedError(undefined));
  if (notEditable === 'bare' && outcomes.some((outcome) => outcome.kind === 'notEditable'))
    return json(400, notEditableError());
  return undefined;
}

function shown(outcome: Outcome, { context }: ApiCall): boolean {
  if (outcome.kind === 'bad') return context.switches.badId !== 'absent';
  if (outcome.kind === 'notEditable') return context.switches.notEditable !== 'absent';
  return outcome.kind !== 'locked' || context.switches.locked !== 'counted';
}

function statusOf(call: ApiCall, outcomes: Outcome[]): number {
  const done = outcomes.filter((outcome) => outcome.kind === 'done').length;
  const failed = outcomes.filter((outcome) => outcome.kind !== 'done' && shown(outcome, call));
  if (failed.length === 0) return 200;
  if (done === 0) return 400;
  const { mixedStatus } = call.context.switches;
  if (mixedStatus !== 'asRecorded') return mixedStatus;
  return failed.some((outcome) => outcome.kind === 'bad') ? 400 : 200;
}

/** Source: Zoho docs v8, remove-tags and add-tags; mixed batches are nowhere documented. */
function bulkAnswer(call: ApiCall, module: Module, action: Action, outcomes: Outcome[]): SimReply {
  const data = outcomes
    .filter((outcome) => shown(outcome, call))
    .map((outcome) => (outcome.kind === 'done' ? successItem(call, module, outcome, true) : errorOf(outcome)));
  const count = (kind: Outcome['kind']) => String(outcomes.filter((outcome) => outcome.kind === kind).length);
  const { extraKeys } = call.context.switches;
  return json(statusOf(call, outcomes), {
    data,
    ...(extraKeys && { wf_scheduler: false }),
    ...((action === 'add' || extraKeys) && { success_count: count('done') }),
    locked_count: count('locked'),
  });
}

function singleAnswer(call: ApiCall, module: Module, outcome: Outcome): SimReply {
  if (outcome.kind === 'done') return json(200, { data: [successItem(call, module, outcome, false)] });
  if (outcome.kind === 'bad')
    return refuse(400, 'INVALID_DATA', 'the id given seems to be invalid', { resource_path_index: 1 });
  if (outcome.kind === 'waiting')
    return json(
      400,
      zohoError('NOT_APPROVED', 'Cannot update record that is not approved yet', { resource_path_index: 1 }),
    );
  return json(400, errorOf(outcome));
}

function handle(call: ApiCall, action: Action, bulk: boolean): SimReply {
  const module = knownModule(call, call.params[0] ?? '');
  const denied = deniedOf(call.user, [rightOf('Edit', module), rightOf('Tags', module)]);
  const inDocsWords = call.context.switches.refusalTexts === 'documented';
  if (denied.length > 0) return REFUSALS.permission(denied, inDocsWords ? DOCUMENTED.permission : undefined);
  if (action === 'remove' && deniedOf(call.user, [rightOf('Remove_Tags', module)]).length > 0)
    return REFUSALS.noTagRemoval();
  const todo = work(call, module, action, bulk);
  if (!('outcomes' in todo)) return todo;
  const { outcomes, apply } = todo;
  const refused = bulk ? refusedAsAWhole(call, action, outcomes) : undefined;
  if (refused) return refused;
  for (const outcome of outcomes) if (outcome.kind === 'done') apply(outcome);
  const [only] = outcomes;
  return bulk || !only ? bulkAnswer(call, module, action, outcomes) : singleAnswer(call, module, only);
}

function idsIn({ request }: ApiCall): number {
  try {
    const body: unknown = JSON.parse(request.text);
    const ids = typeof body === 'object' && body !== null && 'ids' in body ? body.ids : undefined;
    return Array.isArray(ids) ? ids.length : 1;
  } catch {
    return 1;
  }
}

function endpoint(action: Action, bulk: boolean): Endpoint {
  return {
    name: `${action}Tags${bulk ? '' : 'One'}`,
    method: 'POST',
    path: bulk
      ? new RegExp(`^/([A-Za-z][A-Za-z0-9_]*)/actions/${action}_tags$`)
      : new RegExp(`^/([A-Za-z][A-Za-z0-9_]*)/([^/]+)/actions/${action}_tags$`),
    need(call) {
      const module = moduleOf(call, call.params[0] ?? '', true);
      return isReply(module) ? module : { module: module.scope, tagAction: true };
    },
    credits: (call) => (bulk ? tagActionCredits(idsIn(call)) : 1),
    weight: (call) => (bulk ? idsIn(call) : 1),
    handle: (call) => handle(call, action, bulk),
  };
}

/** `POST /{Module}/actions/remove_tags`. */
export const removeTags = endpoint('remove', true);
/** `POST /{Module}/{id}/actions/remove_tags`. */
export const removeTagsOne = endpoint('remove', false);
/** `POST /{Module}/actions/add_tags`. */
export const addTags = endpoint('add', true);
/** `POST /{Module}/{id}/actions/add_tags`. */
export const addTagsOne = endpoint('add', false);
