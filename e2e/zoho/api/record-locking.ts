import { json } from '../http.ts';
import { refuse, zohoError } from './errors.ts';
import { isReply, noteForbidden, userRef } from './call.ts';
import { knownModule, moduleOf } from './module-of.ts';
import { zohoTime } from '../world/time.ts';
import type { ApiCall, Endpoint } from './call.ts';
import type { Module } from '../world/module.ts';

interface Lock {
  id: string;
  reason: string;
  at: number;
}

function locksOf(call: ApiCall): Map<string, Lock> {
  return call.context.memory(`locks/${call.org.key}`, () => new Map<string, Lock>());
}

function need(locking: 'READ' | 'CREATE' | 'DELETE'): Endpoint['need'] {
  return (call) => {
    const module = moduleOf(call, call.params[0] ?? '', false);
    if (isReply(module)) return module;
    return { module: module.scope, tagAction: false, operation: locking === 'READ' ? 'READ' : 'UPDATE', locking };
  };
}

function moduleIn(call: ApiCall): Module {
  return knownModule(call, call.params[0] ?? '');
}

function badRecord() {
  return refuse(400, 'INVALID_DATA', 'the id given seems to be invalid', { resource_path_index: 1 });
}

/** `POST /{Module}/{id}/Locking_Information__s`. Source: Zoho docs v8, lock-records. */
export const lockRecord: Endpoint = {
  name: 'lockRecord',
  method: 'POST',
  path: /^\/([A-Za-z][A-Za-z0-9_]*)\/(\d+)\/Locking_Information__s$/,
  need: need('CREATE'),
  handle(call) {
    noteForbidden(call, 'a record was locked');
    const module = moduleIn(call);
    const recordId = call.params[1] ?? '';
    const state = module.state(recordId);
    if (!state) return badRecord();
    if (state.locked) return refuse(403, 'NOT_ALLOWED', 'record is already locked');
    const reason = /"Locked_Reason__s"\s*:\s*"([^"]+)"/.exec(call.request.text)?.[1];
    if (reason === undefined) {
      const details = { api_name: 'Locked_Reason__s', json_path: '$.data[0].Locked_Reason__s' };
      return json(400, { data: [zohoError('MANDATORY_NOT_FOUND', 'required field not found', details)] });
    }
    const lock: Lock = { id: String(BigInt(recordId) + 500_000_000n), reason, at: call.context.clock.now() };
    locksOf(call).set(recordId, lock);
    module.lock(recordId);
    const details = { id: lock.id, Created_Time: zohoTime(lock.at, call.org.offsetMinutes) };
    return json(201, { data: [{ code: 'SUCCESS', details, message: 'record added', status: 'success' }] });
  },
};

/** `GET /{Module}/{id}/Locking_Information__s?fields=…`; 204 for a record that is not locked. Source: Zoho docs v8, get-record-locking-info. */
export const lockingInformation: Endpoint = {
  name: 'lockingInformation',
  method: 'GET',
  path: /^\/([A-Za-z][A-Za-z0-9_]*)\/(\d+)\/Locking_Information__s$/,
  need: need('READ'),
  handle(call) {
    if (!call.request.query.has('fields'))
      return refuse(400, 'REQUIRED_PARAM_MISSING', 'required param is missing', { param_name: 'fields' });
    const lock = locksOf(call).get(call.params[1] ?? '');
    if (!lock) return { status: 204 };
    const row = { id: lock.id, Locked_Reason__s: lock.reason, Locked_By__s: userRef(call.org, call.user.id) };
    return json(200, { data: [row], info: { count: 1, more_records: false } });
  },
};

/** `DELETE /{Module}/{id}/Locking_Information__s/{lock id}`. Source: Zoho docs v8, unlock-records. */
export const unlockRecord: Endpoint = {
  name: 'unlockRecord',
  method: 'DELETE',
  path: /^\/([A-Za-z][A-Za-z0-9_]*)\/(\d+)\/Locking_Information__s\/(\d+)$/,
  need: need('DELETE'),
  handle(call) {
    noteForbidden(call, 'a record was unlocked');
    const module = moduleIn(call);
    const [, recordId = '', lockId = ''] = call.params;
    if (locksOf(call).get(recordId)?.id !== lockId) return badRecord();
    locksOf(call).delete(recordId);
    if (module.state(recordId)) module.unlock(recordId);
    return json(200, {
      data: [{ code: 'SUCCESS', details: { id: lockId }, message: 'record deleted', status: 'success' }],
    });
  },
};
