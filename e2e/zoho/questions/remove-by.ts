import { cannotTell, inWords, removal } from './question.ts';
import type { Question } from './question.ts';

export const removeBy: Question = {
  name: 'removeBy',
  asks: 'Does a removal name a tag by its name, by its id, or by either?',
  settles: ['removeBy'],
  credits: 10,
  async ask({ module, call, makeRecords, makeTags, putOn, tagsOn }) {
    const [first = '', second = ''] = await makeRecords(2);
    const [tag] = await makeTags(1);
    await putOn([tag!], [first, second]);
    const byName = await call('POST', `/${module}/actions/remove_tags`, removal([{ name: tag!.name }], [first]));
    const byId = await call('POST', `/${module}/actions/remove_tags`, removal([{ id: tag!.id }], [second]));
    const on = await tagsOn([first, second]);
    const works = { name: on.get(first)?.length === 0, id: on.get(second)?.length === 0 };
    const seen = `by name: ${inWords(byName)}, ${works.name ? 'gone' : 'still there'}; by id: ${inWords(byId)}, ${works.id ? 'gone' : 'still there'}`;
    if (!works.name && !works.id) return cannotTell(seen);
    return { switches: { removeBy: works.name && works.id ? 'nameOrId' : works.name ? 'nameOnly' : 'idOnly' }, seen };
  },
};
