import { cannotTell, inWords } from './question.ts';
import type { Question } from './question.ts';

export const overWrite: Question = {
  name: 'overWrite',
  asks: 'Does add_tags with over_write leave exactly the tags of the call?',
  settles: ['overWrite'],
  credits: 10,
  async ask({ module, call, makeRecords, makeTags, putOn, tagsOn }) {
    const ids = await makeRecords(1);
    const [old, stays] = await makeTags(2);
    await putOn([old!], ids);
    const body = { tags: [stays], ids, over_write: true };
    const reply = await call('POST', `/${module}/actions/add_tags`, { body });
    const on = (await tagsOn(ids)).get(ids[0]!) ?? [];
    if (!on.includes(stays!.id)) return cannotTell('the tag was not put on', reply);
    const isStill = on.includes(old!.id);
    const seen = `${inWords(reply)}, the old tag is ${isStill ? 'still there' : 'gone'}`;
    return { switches: { overWrite: isStill ? 'adds' : 'replaces' }, seen };
  },
};
