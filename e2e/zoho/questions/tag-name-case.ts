import { cannotTell, inWords, removal } from './question.ts';
import type { Question } from './question.ts';

export const tagNameCase: Question = {
  name: 'tagNameCase',
  asks: 'Does a removal look at the case of letters?',
  settles: ['tagNameCase'],
  credits: 10,
  async ask({ module, call, makeRecords, makeTags, putOn, tagsOn }) {
    const [first = '', second = ''] = await makeRecords(2);
    const [tag] = await makeTags(1);
    await putOn([tag!], [first, second]);
    const inSmall = tag!.name.toLowerCase();
    const reply = await call('POST', `/${module}/actions/remove_tags`, removal([{ name: inSmall }], [first]));
    await call('POST', `/${module}/actions/remove_tags`, removal([{ name: tag!.name }], [second]));
    const on = await tagsOn([first, second]);
    if (on.get(second)?.length !== 0) return cannotTell('a removal by name does not work at all', reply);
    const isGone = on.get(first)?.length === 0;
    return {
      switches: { tagNameCase: isGone ? 'insensitive' : 'exact' },
      seen: `in small letters: ${inWords(reply)}, ${isGone ? 'gone' : 'still there'}`,
    };
  },
};
