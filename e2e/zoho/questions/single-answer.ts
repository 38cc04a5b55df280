import { cannotTell, inWords } from './question.ts';
import type { Question } from './question.ts';

export const singleAnswer: Question = {
  name: 'singleAnswer',
  asks: 'Which keys has the answer about a single record?',
  settles: ['singleAnswer'],
  credits: 9,
  async ask({ module, call, makeRecords, makeTags, putOn }) {
    const [id = ''] = await makeRecords(1);
    const [off, stays] = await makeTags(2);
    await putOn([off!, stays!], [id]);
    const path = `/${module}/${id}/actions/remove_tags`;
    let reply = await call('POST', path, { body: { tags: [{ name: off!.name }] } });
    if (reply.body.data === undefined) reply = await call('POST', path, { body: { tags: [{ id: off!.id }] } });
    const details = reply.body.data?.[0]?.details;
    if (!details || !Array.isArray(details['tags'])) return cannotTell('no answer to look at', reply);
    const hasColours = details['tags'].some(
      (tag: unknown) => typeof tag === 'object' && tag !== null && 'color_code' in tag,
    );
    const keys = Object.keys(details).filter((key) => /^[A-Za-z_]+$/.test(key));
    const isRecorded = hasColours || 'modifiedTime' in details || 'affected_data' in details;
    return {
      switches: { singleAnswer: isRecorded ? 'recorded' : 'documented' },
      seen: `${inWords(reply)}: ${keys.join(', ')}; tags ${hasColours ? 'with' : 'without'} colours`,
    };
  },
};
