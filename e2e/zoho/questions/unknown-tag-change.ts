import { cannotTell, inWords } from './question.ts';
import type { Question } from './question.ts';

export const unknownTagChange: Question = {
  name: 'unknownTagChange',
  asks: 'How is the change of a tag answered that is gone?',
  settles: ['unknownTagChange'],
  credits: 5,
  async ask({ module, call, makeTags, deleteTag }) {
    const [tag] = await makeTags(1);
    await deleteTag(tag!);
    const reply = await call('PUT', `/settings/tags/${tag!.id}?module=${module}`, {
      body: { tags: [{ name: tag!.name }] },
    });
    if (reply.body.tags?.[0]?.code === 'INVALID_DATA')
      return { switches: { unknownTagChange: 'item' }, seen: inWords(reply) };
    if (reply.body.code !== undefined) return { switches: { unknownTagChange: 'bare' }, seen: inWords(reply) };
    return cannotTell('no known answer', reply);
  },
};
