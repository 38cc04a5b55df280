import { tagRef } from './record-row.ts';
import { zohoError } from './errors.ts';
import { humanTime } from '../world/time.ts';
import type { ApiCall } from './call.ts';
import type { ZohoError } from './errors.ts';
import type { Module } from '../world/module.ts';
import type { Tag } from '../world/tags.ts';

/** The tag action's result for one id, before or after it is applied. */
export type Outcome =
  | { kind: 'done'; id: string; notAdded?: Tag[] }
  | { kind: 'bad'; id: string; place: number }
  | { kind: 'locked'; id: string }
  | { kind: 'waiting'; id: string }
  | { kind: 'notEditable'; id: string }
  | { kind: 'lacksTag'; id: string; tagPlace: number }
  | { kind: 'full'; id: string; limit: number };

const LOCKED = 'Sorry, you cannot perform this operation as the record is locked.';

/** RECORD_LOCKED. Source: Zoho's OpenAPI files, tags. */
export function lockedError(id: string | undefined): ZohoError {
  return zohoError('RECORD_LOCKED', LOCKED, { action: 'record_locking', ...(id !== undefined && { id }) });
}

/** FAILURE, which names no record. Its message has two spaces. Source: Zoho's OpenAPI examples, tags_actions. */
export function notEditableError(): ZohoError {
  return zohoError('FAILURE', 'permission denied to  update records');
}

/** The error of an outcome that is not `done`, as an item of `data[]`. */
export function errorOf(outcome: Exclude<Outcome, { kind: 'done' }>): ZohoError {
  switch (outcome.kind) {
    case 'bad':
      return zohoError('INVALID_DATA', 'invalid data', { api_name: 'ids', json_path: `$.ids[${outcome.place}]` });
    case 'locked':
      return lockedError(outcome.id);
    case 'waiting':
      return zohoError('NOT_APPROVED', 'Cannot update record that is not approved yet', { id: outcome.id });
    case 'notEditable':
      return notEditableError();
    case 'lacksTag': {
      const details = { id: outcome.id, api_name: 'name', json_path: `$.tags[${outcome.tagPlace}].name` };
      return zohoError('INVALID_DATA', 'the record does not have the tag', details);
    }
    case 'full':
      return zohoError('LIMIT_REACHED', 'the tag limit of the record is reached', {
        id: outcome.id,
        limit: outcome.limit,
      });
  }
}

/** A SUCCESS item: the tags that are on the record now. Source: Zoho docs v7 and v8, remove-tags; `modifiedTime`, `not_added_tags`: Zoho's OpenAPI files. */
export function successItem(
  { context, org }: ApiCall,
  module: Module,
  outcome: Outcome & { kind: 'done' },
  bulk: boolean,
): object {
  const isPlain = !bulk && context.switches.singleAnswer === 'documented';
  const tags = module.tagsOn(outcome.id).map((tag) => {
    const { color_code: colour, ...rest } = tagRef(tag, context);
    return isPlain ? rest : { ...rest, color_code: colour };
  });
  const modifiedAt = module.state(outcome.id)?.modifiedAt ?? 0;
  const details = {
    id: outcome.id,
    tags,
    ...(!bulk && !isPlain && { modifiedTime: humanTime(modifiedAt, org.offsetMinutes), affected_data: null }),
    ...(outcome.notAdded?.length && { not_added_tags: outcome.notAdded.map((tag) => tagRef(tag, context)) }),
  };
  return { code: 'SUCCESS', details, message: 'tags updated successfully', status: 'success' };
}
