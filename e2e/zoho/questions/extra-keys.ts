import { cannotTell } from './question.ts';
import type { Question } from './question.ts';

export const extraKeys: Question = {
  name: 'extraKeys',
  asks: 'Does an answer carry wf_scheduler, success_count or a rid?',
  settles: ['extraKeys'],
  credits: 10,
  async ask({ makeRecords, makeTags, putOn, removeTags }) {
    const ids = await makeRecords(1);
    const [off, stays] = await makeTags(2);
    await putOn([off!, stays!], ids);
    const reply = await removeTags([off!], ids);
    const left = reply.body.data?.[0]?.details?.['tags'];
    if (!Array.isArray(left)) return cannotTell('no answer to look at', reply);
    const inTags = left.some((tag: unknown) => typeof tag === 'object' && tag !== null && 'rid' in tag);
    const keys = ['wf_scheduler', 'success_count'].filter((key) => key in reply.body).concat(inTags ? ['rid'] : []);
    return { switches: { extraKeys: keys.length > 0 }, seen: keys.length > 0 ? keys.join(', ') : 'none of them' };
  },
};
