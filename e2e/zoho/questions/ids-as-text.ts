import { cannotTell, inWords } from './question.ts';
import type { Question } from './question.ts';

/** Zoho's OpenAPI files of 2026 show `ids` as a string that holds JSON; its docs show a list. */
export const idsAsText: Question = {
  name: 'idsAsText',
  asks: 'Must the ids of a bulk call be a list, or text?',
  settles: [],
  credits: 12,
  async ask({ module, call, makeRecords, makeTags, putOn, removeTags, tagsOn }) {
    const [first = '', second = ''] = await makeRecords(2);
    const [tag] = await makeTags(1);
    await putOn([tag!], [first, second]);
    const asList = await removeTags([tag!], [first]);
    const body = { tags: [tag], ids: JSON.stringify([second]) };
    const asText = await call('POST', `/${module}/actions/remove_tags`, { body });
    const on = await tagsOn([first, second]);
    const word = (id: string) => (on.get(id)?.length === 0 ? 'gone' : 'still there');
    const seen = `as a list: ${inWords(asList)}, ${word(first)}; as text: ${inWords(asText)}, ${word(second)}`;
    if (!on.has(first) || !on.has(second)) return cannotTell(seen);
    return { switches: {}, seen };
  },
};
