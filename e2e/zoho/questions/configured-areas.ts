import { cannotTell, inWords } from './question.ts';
import type { Question } from './question.ts';

export const configuredAreas: Question = {
  name: 'configuredAreas',
  asks: 'Does records_count name the places where a tag is used?',
  settles: ['configuredAreas'],
  credits: 9,
  async ask({ module, call, makeRecords, makeTags, putOn }) {
    const ids = await makeRecords(2);
    const [tag] = await makeTags(1);
    await putOn([tag!], ids);
    const reply = await call('GET', `/settings/tags/${tag!.id}/actions/records_count?module=${module}`);
    if (reply.status !== 200 || !('count' in reply.body)) return cannotTell('the tag is not counted', reply);
    const count =
      Number(reply.body['count']) === ids.length ? 'the right count' : 'another count than that of the records';
    const isThere = 'configured_areas' in reply.body;
    return {
      switches: { configuredAreas: isThere },
      seen: `${inWords(reply)}, ${count}, a ${typeof reply.body['count']}, ${isThere ? 'with' : 'without'} the places`,
    };
  },
};
