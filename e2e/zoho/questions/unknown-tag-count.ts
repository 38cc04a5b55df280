import { cannotTell, inWords } from './question.ts';
import type { Question } from './question.ts';

export const unknownTagCount: Question = {
  name: 'unknownTagCount',
  asks: 'What does records_count answer for a tag that is gone?',
  settles: ['unknownTagCount'],
  credits: 4,
  async ask({ module, call, makeTags, deleteTag }) {
    const [tag] = await makeTags(1);
    await deleteTag(tag!);
    const reply = await call('GET', `/settings/tags/${tag!.id}/actions/records_count?module=${module}`);
    if (reply.status === 400) return { switches: { unknownTagCount: 'badRequest' }, seen: inWords(reply) };
    if (reply.status === 404) return { switches: { unknownTagCount: 'notFound' }, seen: inWords(reply) };
    return cannotTell('no known answer', reply);
  },
};
