import { json } from '../http.ts';
import { REFUSALS, refuse, zohoError } from './errors.ts';
import { deniedOf, isReply, noteForbidden, rightOf, userRef } from './call.ts';
import { jsonBody, listIn } from './json-body.ts';
import { knownModule, moduleOf } from './module-of.ts';
import { runMadeRules } from './tag-apply.ts';
import { zohoTime } from '../world/time.ts';
import type { ApiCall, Endpoint } from './call.ts';
import type { ZohoError } from './errors.ts';
import type { SimReply } from '../http.ts';
import type { Module, NewRecord } from '../world/module.ts';

/** Records of one call. Source: Zoho docs v8, insert-records and delete-records. */
const MOST = 100;

type Item = ZohoError | { code: 'SUCCESS'; details: object; message: string; status: 'success' };

function need(operation: 'CREATE' | 'UPDATE' | 'DELETE'): Endpoint['need'] {
  return (call) => {
    const module = moduleOf(call, call.params[0] ?? '', false);
    return isReply(module) ? module : { module: module.scope, tagAction: false, operation };
  };
}

function wrong(code: string, message: string, place: number, field: string): ZohoError {
  return zohoError(code, message, { api_name: field, json_path: `$.data[${place}].${field}` });
}

function newRecord(module: Module, value: unknown, place: number): NewRecord | ZohoError {
  const given = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  // Tags cannot be set with a record. Source: a public program that got this refusal.
  if ('Tag' in given) return wrong('INVALID_DATA', 'invalid data', place, 'Tag');
  const mandatory = module.named === 'person' ? 'Last_Name' : module.nameField;
  const text = (field: string) => (typeof given[field] === 'string' ? given[field] : '');
  if (text(mandatory) === '') return wrong('MANDATORY_NOT_FOUND', 'required field not found', place, mandatory);
  if (module.named !== 'person') return { name: text(mandatory) };
  const [first, last] = [text('First_Name'), text('Last_Name')];
  return { name: `${first} ${last}`.trim(), first, last, company: text('Company'), email: text('Email') };
}

function insert(call: ApiCall, module: Module, value: unknown, place: number): Item {
  const { org, user } = call;
  const record = newRecord(module, value, place);
  if ('code' in record) return record;
  const id = module.addRecord({ ...record, ownerId: user.id });
  const made = module.record(id);
  const details = {
    Modified_Time: zohoTime(made.modifiedAt, org.offsetMinutes),
    Modified_By: userRef(org, user.id),
    Created_Time: zohoTime(made.createdAt, org.offsetMinutes),
    id,
    Created_By: userRef(org, user.id),
    $approval_state: 'approved',
  };
  return { code: 'SUCCESS', details, message: 'record added', status: 'success' };
}

/** 207 where some succeeded and some did not. Source: Zoho docs v8, status-codes. */
function answer(items: Item[], done: number): SimReply {
  const failed = items.filter((item) => item.code !== 'SUCCESS').length;
  return json(failed === 0 ? done : failed === items.length ? 400 : 207, { data: items });
}

function sent({ request }: ApiCall): number {
  const read = jsonBody(request);
  return 'body' in read && Array.isArray(read.body['data']) ? read.body['data'].length : 1;
}

/** The module and the records that a call names, or why it is refused. */
function askedIn(call: ApiCall): { module: Module; values: unknown[] } | SimReply {
  const module = knownModule(call, call.params[0] ?? '');
  const denied = deniedOf(call.user, [rightOf('Edit', module)]);
  if (denied.length > 0) return REFUSALS.permission(denied);
  const read = jsonBody(call.request);
  if ('refusal' in read) return read.refusal;
  const values = listIn(read.body, 'data', MOST);
  return Array.isArray(values) ? { module, values } : values;
}

/** `POST /{Module}`: makes records; 1 credit for 10. Source: Zoho docs v8, insert-records and api-limits. */
export const insertRecords: Endpoint = {
  name: 'insertRecords',
  method: 'POST',
  path: /^\/([A-Za-z][A-Za-z0-9_]*)$/,
  need: need('CREATE'),
  credits: (call) => Math.max(1, Math.ceil(sent(call) / 10)),
  weight: sent,
  sub: (call) => sent(call) > 10,
  handle(call) {
    noteForbidden(call, 'records were made');
    const asked = askedIn(call);
    if (isReply(asked)) return asked;
    const { module, values } = asked;
    return answer(
      values.map((value, place) => insert(call, module, value, place)),
      201,
    );
  },
};

function edit(call: ApiCall, module: Module, value: unknown): Item {
  const { id } = (value ?? {}) as { id?: unknown };
  const record = typeof id === 'string' ? module.seen(id) : undefined;
  if (!record) return zohoError('INVALID_DATA', 'the id given seems to be invalid', { id });
  module.setTags(
    record.id,
    record.tags.map((tag) => tag.id),
  );
  runMadeRules(call, module, record.id, true);
  return { code: 'SUCCESS', details: { id }, message: 'record updated', status: 'success' };
}

/** `PUT /{Module}`: counts only that the record changed, and ignores its fields. Source: Zoho docs v8, update-records. */
export const updateRecords: Endpoint = {
  name: 'updateRecords',
  method: 'PUT',
  path: /^\/([A-Za-z][A-Za-z0-9_]*)$/,
  need: need('UPDATE'),
  credits: (call) => Math.max(1, Math.ceil(sent(call) / 10)),
  weight: sent,
  handle(call) {
    noteForbidden(call, 'records were changed');
    const asked = askedIn(call);
    if (isReply(asked)) return asked;
    const { module, values } = asked;
    return answer(
      values.map((value) => edit(call, module, value)),
      200,
    );
  },
};

function erase(module: Module, id: string): Item {
  const record = module.seen(id);
  if (!record) return zohoError('INVALID_DATA', 'the id given seems to be invalid', { id });
  if (record.locked)
    return zohoError('RECORD_LOCKED', 'Sorry, you cannot perform this operation as the record is locked.', { id });
  module.delete(id);
  return { code: 'SUCCESS', details: { id }, message: 'record deleted', status: 'success' };
}

/** `DELETE /{Module}?ids=…`: to the recycle bin. Source: Zoho docs v8, delete-records. */
export const deleteRecords: Endpoint = {
  name: 'deleteRecords',
  method: 'DELETE',
  path: /^\/([A-Za-z][A-Za-z0-9_]*)$/,
  need: need('DELETE'),
  weight: ({ request }) => request.query.get('ids')?.split(',').length ?? 1,
  handle(call) {
    noteForbidden(call, 'records were deleted');
    const module = knownModule(call, call.params[0] ?? '');
    const denied = deniedOf(call.user, [rightOf('Edit', module)]);
    if (denied.length > 0) return REFUSALS.permission(denied);
    const ids =
      call.request.query
        .get('ids')
        ?.split(',')
        .filter((id) => id !== '') ?? [];
    if (ids.length === 0)
      return refuse(400, 'REQUIRED_PARAM_MISSING', 'required param is missing', { param_name: 'ids' });
    if (ids.length > MOST)
      return refuse(400, 'LIMIT_EXCEEDED', 'the limit of ids is exceeded', { limit: MOST, param_name: 'ids' });
    return answer(
      ids.map((id) => erase(module, id)),
      200,
    );
  },
};
