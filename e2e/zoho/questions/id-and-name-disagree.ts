import { cannotTell, inWords } from './question.ts';
import type { Question } from './question.ts';

export const idAndNameDisagree: Question = {
  name: 'idAndNameDisagree',
  asks: "What happens when a tag is added by an id and another tag's name?",
  settles: ['idAndNameDisagree'],
  credits: 8,
  async ask({ module, call, makeRecords, makeTags, tagsOn }) {
    const ids = await makeRecords(1);
    const [one, other] = await makeTags(2);
    const tags = [{ id: one!.id, name: other!.name }];
    const reply = await call('POST', `/${module}/actions/add_tags`, { body: { tags, ids } });
    const on = (await tagsOn(ids)).get(ids[0]!) ?? [];
    if (on.includes(other!.id)) return cannotTell('the name wins', reply);
    if (on.includes(one!.id)) return { switches: { idAndNameDisagree: 'idWins' }, seen: inWords(reply) };
    if (reply.status >= 400) return { switches: { idAndNameDisagree: 'mismatch' }, seen: inWords(reply) };
    return cannotTell('neither tag is there', reply);
  },
};
