import { isAppError } from '../shared/errors.ts';
import type { TagUse } from '../shared/messages.ts';
import { addingIn } from '../zoho/tag-use.ts';
import type { ZohoApi } from '../zoho/types.ts';

/** What puts a tag back, and the views that filter by it. Null where Zoho does not say, or refuses this user. */
export async function tagUse(api: ZohoApi, module: string, tagId: string): Promise<TagUse | null> {
  const answer = await api.tagUse(module, tagId).catch((error: unknown) => {
    if (isAppError(error)) return null;
    throw error;
  });
  if (answer === null) return null;
  const ofViews = answer.areas.filter(({ type }) => type === 'view');
  const hasHidden = answer.areas.some(({ type, hasHidden: is }) => is && (type === 'view' || type.endsWith('-add')));
  return {
    adding: addingIn(answer),
    views: ofViews.flatMap(({ places }) => places.map(({ name }) => name)),
    hasHidden,
  };
}
