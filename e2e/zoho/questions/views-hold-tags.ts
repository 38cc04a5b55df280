import { cannotTell, inWords } from './question.ts';
import { isHeld } from './used-tag-delete.ts';
import type { Question } from './question.ts';

export const viewsHoldTags: Question = {
  name: 'viewsHoldTags',
  asks: 'May a tag be deleted that only a view uses?',
  settles: ['viewsHoldTags'],
  credits: 14,
  onlyIfNamed: 'It makes a view by a tag of its own, and deletes it.',
  scopes: ['ZohoCRM.settings.custom_views.ALL'],
  async ask({ call, makeTags, makeView }) {
    const [tag] = await makeTags(1);
    await makeView(tag!);
    const reply = await call('DELETE', `/settings/tags/${tag!.id}`);
    const seen = inWords(reply);
    if (reply.status === 200) return { switches: { viewsHoldTags: false }, seen };
    return isHeld(reply) ? { switches: { viewsHoldTags: true }, seen } : cannotTell('no known answer', reply);
  },
};
