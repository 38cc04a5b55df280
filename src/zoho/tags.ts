import * as v from 'valibot';
import type { Tag } from '../shared/run-summary.ts';
import type { Call } from './client.ts';
import { CREDITS_PER_READ } from './limits.ts';
import { readAnswer } from './answer.ts';
import { tagsSchema } from './schemas.ts';
import { tagUseIn } from './tag-use.ts';
import type { TagUseAnswer } from './types.ts';

const countSchema = v.looseObject({ configured_areas: v.optional(v.unknown()) });

/** All tags of a module; Zoho gives them in one answer. Source: Zoho docs v8, get-tag-list. */
export async function readTags(call: Call, module: string): Promise<readonly Tag[]> {
  const answer = await call({
    method: 'GET',
    path: ['settings', 'tags'],
    query: { module },
    scope: 'ZohoCRM.settings.tags.READ',
    credits: CREDITS_PER_READ,
  });
  return readAnswer(answer, tagsSchema)?.tags ?? [];
}

/** Where a tag is used, or null where Zoho does not tell. Throws `tag-gone`. Source: Zoho docs v8, get-record-count-for-tag. */
export async function readTagUse(call: Call, module: string, tagId: string): Promise<TagUseAnswer | null> {
  const answer = await call({
    method: 'GET',
    path: ['settings', 'tags', tagId, 'actions', 'records_count'],
    query: { module },
    scope: 'ZohoCRM.settings.tags.READ',
    credits: CREDITS_PER_READ,
  });
  return tagUseIn(readAnswer(answer, countSchema)?.configured_areas, tagId);
}
