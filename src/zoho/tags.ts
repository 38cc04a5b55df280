import type { Tag } from '../shared/run-summary.ts';
import type { Call } from './client.ts';
import { CREDITS_PER_READ } from './limits.ts';
import { readAnswer } from './answer.ts';
import { tagCountSchema, tagListSchema, tagsSchema } from './schemas.ts';
import { tagUseIn } from './tag-use.ts';
import type { TagCountAnswer, TagInclude, TagList, TagUseAnswer } from './types.ts';

/** All tags of a module; Zoho gives them in one answer. Source: Zoho docs v8, get-tag-list. */
export async function readTags(call: Call, module: string): Promise<readonly Tag[]> {
  return readAnswer(await callForTags(call, { module }), tagsSchema)?.tags ?? [];
}

/**
 * All tags of a module with every extra that Zoho has. Throws `data-refused` where Zoho refuses the extras. Sources:
 * Zoho docs v8, get-tag-list; Zoho's OpenAPI files for `include`.
 */
export async function readTagList(call: Call, module: string, include: readonly TagInclude[]): Promise<TagList> {
  const query = include.length === 0 ? { module } : { module, include: include.join(',') };
  const list = readAnswer(await callForTags(call, query), tagListSchema);
  return { tags: list?.tags ?? [], allowed: list?.info.allowed_count ?? null };
}

function callForTags(call: Call, query: Readonly<Record<string, string>>) {
  return call({
    method: 'GET',
    path: ['settings', 'tags'],
    query,
    scope: 'ZohoCRM.settings.tags.READ',
    credits: CREDITS_PER_READ,
  });
}

/** How many records carry a tag, and what uses it. Throws `tag-gone`. Source: Zoho docs v8, get-record-count-for-tag. */
export async function readTagCount(call: Call, module: string, tagId: string): Promise<TagCountAnswer> {
  const answer = await call({
    method: 'GET',
    path: ['settings', 'tags', tagId, 'actions', 'records_count'],
    query: { module },
    scope: 'ZohoCRM.settings.tags.READ',
    credits: CREDITS_PER_READ,
  });
  const counted = readAnswer(answer, tagCountSchema);
  return { records: counted?.count ?? null, use: tagUseIn(counted?.configured_areas, tagId) };
}

/** Where a tag is used, or null where Zoho does not say. Throws as {@link readTagCount}. */
export async function readTagUse(call: Call, module: string, tagId: string): Promise<TagUseAnswer | null> {
  return (await readTagCount(call, module, tagId)).use;
}
