import * as v from 'valibot';
import { AppError, type ErrorCode } from '../shared/errors.ts';
import type { Tag } from '../shared/run-summary.ts';
import { TAGS_SCOPE } from '../shared/scopes.ts';
import { type Answer, refusalOf } from './answer.ts';
import type { Call, CallRequest } from './client.ts';
import { CREDITS_PER_TAG_CHANGE } from './limits.ts';
import { tagChangeSchema } from './schemas.ts';
import type { TagDeletion, TagNaming } from './types.ts';

type TagChange = v.InferOutput<typeof tagChangeSchema>['tags'];

/**
 * Makes a tag. The name of a tag that the module has is no error: that tag is answered. Throws `tag-limit-module` where the
 * module has as many tags as its edition allows, and `zoho-other` for a name or a colour that Zoho refuses. Sources: Zoho docs v8, create-tags; Zoho's OpenAPI examples, createTags.
 */
export async function createTag(call: Call, module: string, tag: Pick<Tag, 'name' | 'colour'>): Promise<TagNaming> {
  const answer = await change(call, { method: 'POST', path: [], query: { module }, body: bodyOf(tag) });
  return namingOf(answer, tag);
}

/**
 * Gives a tag another name. Its colour goes along, because it is not documented that Zoho keeps the colour otherwise. Throws
 * `tag-gone`, and `zoho-other` for a name that Zoho refuses. Sources: Zoho docs v8, update-tags; Zoho's OpenAPI examples, updateTagById.
 */
export async function renameTag(call: Call, module: string, tag: Tag): Promise<TagNaming> {
  const { id } = tag;
  const answer = await change(call, { method: 'PUT', path: [id], query: { module }, body: bodyOf(tag) });
  return namingOf(answer, tag);
}

/**
 * Deletes a tag. One that is gone counts as deleted; one that rules use is not deleted, and Zoho may name them. Sources:
 * Zoho docs v8, delete-tag; Zoho's OpenAPI files for `associated_places`.
 */
export async function deleteTag(call: Call, id: string): Promise<TagDeletion> {
  const answer = await change(call, { method: 'DELETE', path: [id] });
  const deletion = changeIn(answer);
  if (isDone(deletion)) return { kind: 'deleted' };
  const refusal = refusalOf(answer);
  if (deletion?.code === 'NOT_ALLOWED' || refusal.details.zohoCode === 'NOT_ALLOWED')
    return { kind: 'used', places: placesIn(deletion) };
  if (isGone(refusal)) return { kind: 'deleted' };
  throw ofTag(refusal);
}

function change(call: Call, request: Pick<CallRequest, 'method' | 'path' | 'query' | 'body'>): Promise<Answer> {
  const path = ['settings', 'tags', ...request.path];
  return call({ ...request, path, scope: TAGS_SCOPE, credits: CREDITS_PER_TAG_CHANGE });
}

function bodyOf({ name, colour }: Pick<Tag, 'name' | 'colour'>): object {
  return { tags: [{ name, color_code: colour }] };
}

function namingOf(answer: Answer, { name, colour }: Pick<Tag, 'name' | 'colour'>): TagNaming {
  const done = changeIn(answer);
  const id = done?.details.id ?? null;
  if (isDone(done) && id !== null)
    return { kind: 'done', tag: { id, name: done?.details.name ?? name, colour: done?.details.color_code ?? colour } };
  if (done?.code === 'DUPLICATE_DATA') return { kind: 'taken', id };
  throw ofTag(refusalOf(answer));
}

/** The result for the one tag of a call. Undefined if the answer has another shape. */
function changeIn({ body }: Answer): TagChange | undefined {
  const parsed = v.safeParse(
    tagChangeSchema,
    typeof body === 'object' && body !== null && 'code' in body ? { tags: body } : body,
  );
  return parsed.success ? parsed.output.tags : undefined;
}

function isDone(change: TagChange | undefined): boolean {
  return change?.code === 'SUCCESS' && change.status !== 'error';
}

function placesIn(change: TagChange | undefined): readonly string[] {
  const places = change?.details.associated_places ?? [];
  return places.flatMap(({ type, resources }) => (resources.length > 0 ? resources : [type]));
}

/** Codes that mean records or the size of a call elsewhere. Here they mean the tag, which only Zoho's own words explain. */
const OF_RECORDS: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'data-refused',
  'limit-exceeded',
  'record-locked',
  'record-not-approved',
  'tag-gone',
]);

/** The refusal of a change of a tag. */
function ofTag(refusal: AppError): AppError {
  const { code, details } = refusal;
  if (isGone(refusal)) return new AppError('tag-gone', details);
  return OF_RECORDS.has(code) ? new AppError('zoho-other', details) : refusal;
}

/** The parts of a tag that Zoho may refuse. Their refusal names the tag's place in the call, as that of its id does. */
const VALUES: ReadonlySet<string> = new Set(['name', 'color_code']);

/** Whether the module lacks the tag. Zoho names the tag as it names a record. */
function isGone({ code, details }: AppError): boolean {
  const { zohoCode, zohoMessage = '', field = '' } = details;
  if (VALUES.has(field)) return false;
  return code === 'tag-gone' || (zohoCode === 'INVALID_DATA' && /invalid tag id|tags? not found/i.test(zohoMessage));
}
