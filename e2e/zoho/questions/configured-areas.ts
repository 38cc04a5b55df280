import { cannotTell, inWords } from './question.ts';
import type { Question } from './question.ts';

export const configuredAreas: Question = {
  name: 'configuredAreas',
  asks: 'Does records_count name the places where a tag is used?',
  settles: ['configuredAreas'],
  credits: 4,
  async ask({ module, call, makeTags }) {
    const [tag] = await makeTags(1);
    const reply = await call('GET', `/settings/tags/${tag!.id}/actions/records_count?module=${module}`);
    if (reply.status !== 200 || !('count' in reply.body)) return cannotTell('the tag is not counted', reply);
    const isThere = 'configured_areas' in reply.body;
    return {
      switches: { configuredAreas: isThere },
      seen: `${inWords(reply)}, ${isThere ? 'with' : 'without'} the places`,
    };
  },
};
