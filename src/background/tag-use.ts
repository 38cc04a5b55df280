import { isAppError } from '../shared/errors.ts';
import type { TagUse } from '../shared/messages.ts';
import type { ZohoApi } from '../zoho/types.ts';

const ADDING = {
  workflow: /workflow/i,
  blueprint: /blueprint/i,
  orchestration: /orchestration|cadence|journey/i,
} as const;

/** What puts a tag back, and which views filter by it. Null where Zoho does not say, or does not let this user ask. */
export async function tagUse(api: ZohoApi, module: string, tagId: string): Promise<TagUse | null> {
  const answer = await api.tagUse(module, tagId).catch((error: unknown) => {
    if (isAppError(error)) return null;
    throw error;
  });
  if (answer === null) return null;
  const adding: { kind: keyof typeof ADDING | 'other'; name: string }[] = [];
  const views: string[] = [];
  let hidden = 0;
  for (const { type, names, hidden: unseen } of answer.areas) {
    hidden += unseen;
    if (/custom_?view|filter/i.test(type)) views.push(...names);
    else {
      const [kind = 'other'] = (Object.keys(ADDING) as (keyof typeof ADDING)[]).filter((each) => ADDING[each].test(type));
      adding.push(...names.map((name) => ({ kind, name })));
    }
  }
  return { adding, views, hasHidden: hidden > 0 };
}
