import { cannotTell, inWords } from './question.ts';
import type { Question } from './question.ts';

export const addTagByName: Question = {
  name: 'addTagByName',
  asks: 'Does adding a tag by a name that the module lacks make the tag?',
  settles: ['addTagByName'],
  credits: 7,
  async ask({ module, call, makeRecords, newName, tagsOn }) {
    const ids = await makeRecords(1);
    const reply = await call('POST', `/${module}/actions/add_tags`, { body: { tags: [{ name: newName() }], ids } });
    const isThere = (await tagsOn(ids)).get(ids[0]!)?.length === 1;
    const isRefused = reply.status >= 400 || reply.body.data?.some(({ code }) => code !== 'SUCCESS') === true;
    if (isThere === isRefused)
      return cannotTell(isThere ? 'refused, and yet there' : 'success, and yet not there', reply);
    return { switches: { addTagByName: isThere ? 'creates' : 'refused' }, seen: inWords(reply) };
  },
};
