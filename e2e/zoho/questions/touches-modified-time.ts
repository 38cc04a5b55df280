import { cannotTell } from './question.ts';
import type { Interview, Question } from './question.ts';

async function modifiedTime({ module, call }: Interview, id: string): Promise<string> {
  const reply = await call('GET', `/${module}?ids=${id}&fields=Modified_Time`);
  const time = reply.body.data?.[0]?.['Modified_Time'];
  return typeof time === 'string' ? time : cannotTell('the time cannot be read', reply);
}

export const touchesModifiedTime: Question = {
  name: 'touchesModifiedTime',
  asks: 'Does a removal change Modified Time?',
  settles: ['touchesModifiedTime'],
  credits: 12,
  async ask(interview) {
    const { makeRecords, makeTags, putOn, removeTags, tagsOn, wait } = interview;
    const [id = ''] = await makeRecords(1);
    const [tag] = await makeTags(1);
    await putOn([tag!], [id]);
    const before = await modifiedTime(interview, id);
    // Times have whole seconds.
    await wait(2_000);
    await removeTags([tag!], [id]);
    if ((await tagsOn([id])).get(id)?.length !== 0) return cannotTell('the tag could not be removed');
    const isTouched = (await modifiedTime(interview, id)) !== before;
    return { switches: { touchesModifiedTime: isTouched }, seen: isTouched ? 'a later time' : 'the same time' };
  },
};
