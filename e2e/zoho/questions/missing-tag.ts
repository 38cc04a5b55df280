import { cannotTell, inWords } from './question.ts';
import type { Question } from './question.ts';

export const missingTag: Question = {
  name: 'missingTag',
  asks: 'What happens for a tag that a record lacks?',
  settles: ['missingTag'],
  credits: 8,
  async ask({ makeRecords, makeTags, removeTags }) {
    const ids = await makeRecords(1);
    const [tag] = await makeTags(1);
    const reply = await removeTags([tag!], ids);
    const code = reply.body.data?.[0]?.code;
    if (code === undefined) cannotTell('the answer names no record', reply);
    return { switches: { missingTag: code === 'SUCCESS' ? 'success' : 'itemError' }, seen: inWords(reply) };
  },
};
