import { cannotTell } from './question.ts';
import type { Question } from './question.ts';

export const deletedTagAs: Question = {
  name: 'deletedTagAs',
  asks: 'Is `tags` in the answer to a delete a list or an object?',
  settles: ['deletedTagAs'],
  credits: 3,
  async ask({ makeTags, deleteTag }) {
    const [tag] = await makeTags(1);
    const reply = await deleteTag(tag!);
    const { tags } = reply.body as { tags?: unknown };
    if (typeof tags !== 'object' || tags === null) return cannotTell('there is no tags', reply);
    const isList = Array.isArray(tags);
    return { switches: { deletedTagAs: isList ? 'array' : 'object' }, seen: isList ? 'a list' : 'an object' };
  },
};
