import { json } from '../http.ts';
import { refuse, zohoError } from './errors.ts';
import { isReply, noteForbidden, noteTagChange, userRef } from './call.ts';
import { isUsed } from './configured-areas.ts';
import { jsonBody, listIn } from './json-body.ts';
import { TAGS_AREA, tagDenial } from './tag-rights.ts';
import { zohoTime } from '../world/time.ts';
import type { ApiCall, Endpoint } from './call.ts';
import type { SimReply } from '../http.ts';
import type { Module } from '../world/module.ts';
import type { Tag } from '../world/tags.ts';

/** Tags of one job. Source: Zoho docs v8, mass-delete-tags. */
const MOST = 200;

interface Job {
  total: number;
  deleted: number;
  failed: number;
  isDone: boolean;
}

function jobsOf({ context, org }: ApiCall): Map<string, Job> {
  return context.memory(`mass-delete/${org.key}`, () => new Map<string, Job>());
}

function erase(call: ApiCall, module: Module, tag: Tag): void {
  module.tagStore.delete(tag.id);
  noteTagChange(call, { kind: 'deleted', module: module.apiName, id: tag.id, name: tag.name });
}

function later(call: ApiCall, seconds: number, work: () => void): void {
  if (seconds === 0) work();
  else call.context.clock.after(seconds * 1000, work);
}

/** Every record with the one tag gets the other. */
function pour(module: Module, from: Tag, to: Tag): void {
  for (const id of module.ids()) {
    const tagIds = module.tagsOn(id).map((tag) => tag.id);
    if (tagIds.includes(from.id)) module.setTags(id, [...tagIds.filter((tagId) => tagId !== from.id), to.id], false);
  }
}

function conflictIn(call: ApiCall, module: Module): Tag | SimReply {
  const read = jsonBody(call.request);
  if ('refusal' in read) return read.refusal;
  const tags = listIn(read.body, 'tags', 1);
  if (!Array.isArray(tags)) return tags;
  const { conflict_id: id } = (tags[0] ?? {}) as { conflict_id?: unknown };
  const tag = typeof id === 'string' ? module.tagStore.get(id) : undefined;
  if (tag) return tag;
  const details = { api_name: 'id', json_path: '$.tags[0].id' };
  return json(400, { tags: [zohoError('INVALID_DATA', 'invalid data', details)] });
}

/**
 * `POST /settings/tags/{id}/actions/merge`. Zoho returns no list of the changes, so they cannot be undone; Untag never
 * calls it. Sources: Zoho docs v8, merge-tags; Zoho's OpenAPI examples.
 */
export const mergeTags: Endpoint = {
  name: 'mergeTags',
  method: 'POST',
  path: /^\/settings\/tags\/(\d+)\/actions\/merge$/,
  need: () => ({ area: TAGS_AREA, operations: ['CREATE', 'WRITE'] }),
  handle(call) {
    noteForbidden(call, 'tags merged');
    const { mergeSurvivor, mergeSeconds } = call.context.switches;
    const module = call.org.modules.find((candidate) => candidate.tagStore.get(call.params[0] ?? ''));
    const inPath = module?.tagStore.get(call.params[0] ?? '');
    if (!module || !inPath) return refuse(400, 'INVALID_DATA', 'invalid tag id');
    const denied = tagDenial(call, module);
    if (denied) return denied;
    const inBody = conflictIn(call, module);
    if (isReply(inBody)) return inBody;
    const [stays, goes] = mergeSurvivor === 'path' ? [inPath, inBody] : [inBody, inPath];
    later(call, mergeSeconds, () => {
      pour(module, goes, stays);
      erase(call, module, goes);
    });
    const user = userRef(call.org, call.user.id);
    const time = zohoTime(call.context.clock.now(), call.org.offsetMinutes);
    const changed = { created_time: time, modified_time: time, created_by: user, modified_by: user };
    const details = { ...changed, id: stays.id, color_code: stays.colour };
    const done = { code: 'SUCCESS', message: 'tags merged successfully', status: 'success', details };
    return json(200, { tags: [done] });
  },
};

/** The module and tags of a job, or the refusal of it. */
function jobIn(call: ApiCall): { module: Module; tags: Tag[] } | SimReply {
  const read = jsonBody(call.request);
  if ('refusal' in read) return read.refusal;
  const jobs = listIn(read.body, 'mass_delete', 1);
  if (!Array.isArray(jobs)) return jobs;
  const given = (jobs[0] ?? {}) as Record<string, unknown>;
  const named = (given['module'] ?? {}) as { id?: unknown; api_name?: unknown };
  const field = (apiName: string) => ({ api_name: apiName, json_path: `$.mass_delete[0].module.${apiName}` });
  for (const key of ['id', 'api_name'] as const)
    if (typeof named[key] !== 'string')
      return refuse(400, 'MANDATORY_NOT_FOUND', 'required field not found', field(key));
  const module = call.org.modules.find(({ apiName }) => apiName === named.api_name);
  if (!module?.taggable || module.id !== named.id) {
    const details = { ambiguity_due_to: [field('id'), field('api_name')] };
    return refuse(400, 'AMBIGUITY_DURING_PROCESSING', 'ambiguity while processing the request', details);
  }
  const wanted = listIn(given, 'tags', MOST);
  if (!Array.isArray(wanted)) return wanted;
  const tags = wanted.map((tag) => module.tagStore.get(String((tag as { id?: unknown } | null)?.id)));
  const missing = tags.indexOf(undefined);
  if (missing >= 0) {
    const details = { api_name: 'id', json_path: `$.mass_delete[0].tags[${missing}].id` };
    return refuse(400, 'INVALID_DATA', 'one of the tags seems not found.', details);
  }
  return { module, tags: tags.filter((tag) => tag !== undefined) };
}

/**
 * `POST /settings/tags/actions/mass_delete`: a job without a result for each tag. Untag never calls it. Sources: Zoho
 * docs v8, mass-delete-tags; Zoho's OpenAPI files, mass_delete_tags.
 */
export const massDeleteTags: Endpoint = {
  name: 'massDeleteTags',
  method: 'POST',
  path: /^\/settings\/tags\/actions\/mass_delete$/,
  need: () => ({ area: TAGS_AREA, operations: ['DELETE', 'WRITE'] }),
  handle(call) {
    noteForbidden(call, 'tags deleted');
    const asked = jobIn(call);
    if (isReply(asked)) return asked;
    const { module, tags } = asked;
    const denied = tagDenial(call, module);
    if (denied) return denied;
    const used = tags.findIndex((tag) => isUsed(call, module, tag));
    const { usedTagDelete, massDeleteSeconds } = call.context.switches;
    if (used >= 0 && usedTagDelete !== 'deleted') {
      const details = { api_name: 'id', json_path: `$.mass_delete[0].tags[${used}].id` };
      return refuse(400, 'NOT_ALLOWED', 'tags has been associated to features', details);
    }
    const jobs = jobsOf(call);
    const id = String(BigInt(module.id) + 1_035_000n + BigInt(jobs.size));
    const job: Job = { total: tags.length, deleted: 0, failed: 0, isDone: false };
    jobs.set(id, job);
    later(call, massDeleteSeconds, () => {
      for (const tag of tags) {
        const isThere = module.tagStore.get(tag.id) !== undefined;
        if (isThere) erase(call, module, tag);
        job[isThere ? 'deleted' : 'failed'] += 1;
      }
      job.isDone = true;
    });
    const details = { job_id: id };
    return json(202, { status: 'success', code: 'SCHEDULED', message: 'tags scheduled successfully', details });
  },
};

/** `GET /settings/tags/actions/mass_delete?job_id=…`. Source: Zoho docs v8, get-mass-delete-tags-status. */
export const massDeleteStatus: Endpoint = {
  name: 'massDeleteStatus',
  method: 'GET',
  path: /^\/settings\/tags\/actions\/mass_delete$/,
  need: () => ({ area: TAGS_AREA }),
  handle(call) {
    const id = call.request.query.get('job_id');
    if (id === null) {
      const details = { param_name: 'job_id' };
      return refuse(400, 'REQUIRED_PARAM_MISSING', 'One of the expected param is missing', details);
    }
    const job = jobsOf(call).get(id);
    if (!job) return json(400, { mass_delete: [zohoError('INVALID_DATA', 'job details not found', { job_id: id })] });
    const { total, deleted, failed, isDone } = job;
    const counts = { total_count: total, failed_count: failed, deleted_count: deleted };
    return json(200, { mass_delete: [{ job_id: id, ...counts, status: isDone ? 'COMPLETED' : 'RUNNING' }] });
  },
};
