import { AppError, isAppError } from '../shared/errors.ts';
import type { Call } from './client.ts';
import { IDS_PER_WRITE, tagActionCredits } from './limits.ts';
import { tagActionAnswer } from './tag-action-answer.ts';
import type { TagActionAnswer, TagRef } from './types.ts';

type Action = 'remove_tags' | 'add_tags';

/** The way to name a tag in a call. */
type Naming = (tag: TagRef) => object;

const byName: Naming = ({ name }) => ({ name });
const byId: Naming = ({ id }) => ({ id });
const byBoth: Naming = ({ id, name }) => ({ id, name });

interface Target {
  readonly module: string;
  readonly ids: readonly string[];
  readonly tags: readonly TagRef[];
  readonly onLeave?: (() => void) | undefined;
}

/**
 * Removes tags by name, as every version of the docs shows it, or by id where Zoho asks for ids. Source: Zoho docs v8,
 * remove-tags.
 */
export function removeTags(call: Call, target: Target): Promise<TagActionAnswer> {
  return actNamed(call, 'remove_tags', target, [byName, byId]);
}

/**
 * Adds tags by id, so that a tag deleted in the meantime is refused and not created again. Where Zoho asks for the
 * name, it goes along with the id, which wins. Source: Zoho docs v8, add-tags.
 */
export function addTags(call: Call, target: Target): Promise<TagActionAnswer> {
  return actNamed(call, 'add_tags', target, [byId, byBoth]);
}

async function actNamed(
  call: Call,
  action: Action,
  target: Target,
  [first, second]: readonly [Naming, Naming],
): Promise<TagActionAnswer> {
  const refused = await act(call, action, target, first).catch(refusedNaming);
  if (!isAppError(refused)) return refused;
  return act(call, action, target, second).catch((again: unknown) => {
    // The second way failed too, so the refusal of the first way is the reason.
    throw isAppError(again) && again.code === 'request-refused' ? refused : again;
  });
}

async function act(call: Call, action: Action, target: Target, naming: Naming): Promise<TagActionAnswer> {
  const { module, ids, tags, onLeave } = target;
  if (ids.length > IDS_PER_WRITE) throw new AppError('limit-exceeded', { field: 'ids', limit: IDS_PER_WRITE });
  const [only] = ids;
  if (only === undefined || tags.length === 0) return { rows: new Map(), unattributed: [], lockedCount: 0 };
  const isSingle = ids.length === 1;
  const answer = await call({
    method: 'POST',
    path: [module, ...(isSingle ? [only] : []), 'actions', action],
    body: {
      tags: tags.map(naming),
      ...(isSingle ? {} : { ids }),
      ...(action === 'add_tags' ? { over_write: false } : {}),
    },
    scope: 'ZohoCRM.modules.ALL',
    credits: tagActionCredits(ids.length),
    onLeave,
  });
  return tagActionAnswer(answer, ids, tags);
}

/** Refusals of the way a tag is named, after which another way is worth one call. All others are thrown. */
function refusedNaming(error: unknown): AppError {
  if (!isAppError(error)) throw error;
  const { zohoCode } = error.details;
  const namesTag = zohoCode === 'INVALID_DATA' && error.code === 'tag-gone';
  if (namesTag || zohoCode === 'EXPECTED_FIELD_MISSING' || zohoCode === 'MANDATORY_NOT_FOUND') return error;
  throw error;
}
