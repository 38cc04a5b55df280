import { isAppError } from '../shared/errors.ts';
import type { TagUse } from '../shared/messages.ts';
import type { ZohoApi } from '../zoho/types.ts';

type AddingKind = TagUse['adding'][number]['kind'];
const KINDS: readonly AddingKind[] = ['workflow', 'blueprint', 'orchestration'];

/** What puts a tag back, and the views that filter by it. Null where Zoho does not say, or refuses this user. */
export async function tagUse(api: ZohoApi, module: string, tagId: string): Promise<TagUse | null> {
  const answer = await api.tagUse(module, tagId).catch((error: unknown) => {
    if (isAppError(error)) return null;
    throw error;
  });
  if (answer === null) return null;
  const areas = answer.areas.filter((area) => area.type === 'view' || area.type.endsWith('-add'));
  const adding = areas
    .filter((area) => area.type !== 'view')
    .flatMap(({ type, places }) =>
      places.map(({ name }) => ({ kind: KINDS.find((kind) => type.startsWith(kind)) ?? 'other', name }) as const),
    );
  const views = areas.filter((area) => area.type === 'view').flatMap(({ places }) => places.map(({ name }) => name));
  return { adding, views, hasHidden: areas.some(({ hasHidden }) => hasHidden) };
}
