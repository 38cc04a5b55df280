import { cannotTell, inWords } from './question.ts';
import type { Question } from './question.ts';

/** Zoho's OpenAPI files of 2026 show `ids` as a string that holds JSON; its docs show a list. */
export const idsAsText: Question = {
  name: 'idsAsText',
  asks: 'Must the ids of a bulk call be a list, or text?',
  settles: ['idsAs'],
  credits: 14,
  async ask({ module, call, makeRecords, makeTags, removeTags, tagsOn }) {
    const [first = '', second = ''] = await makeRecords(2);
    const [tag] = await makeTags(1);
    const ids = [first, second];
    // The call about one record has no ids.
    for (const id of ids) await call('POST', `/${module}/${id}/actions/add_tags`, { body: { tags: [tag] } });
    const before = await tagsOn(ids);
    if (ids.some((id) => before.get(id)?.length !== 1)) return cannotTell('tags could not be put on records');
    const asList = await removeTags([tag!], [first]);
    const body = { tags: [tag], ids: JSON.stringify([second]) };
    const asText = await call('POST', `/${module}/actions/remove_tags`, { body });
    const on = await tagsOn(ids);
    const isGone = (id: string) => on.get(id)?.length === 0;
    const word = (id: string) => (isGone(id) ? 'gone' : 'still there');
    const seen = `as a list: ${inWords(asList)}, ${word(first)}; as text: ${inWords(asText)}, ${word(second)}`;
    if (!on.has(first) || !on.has(second) || (!isGone(first) && !isGone(second))) return cannotTell(seen);
    return { switches: { idsAs: isGone(first) ? (isGone(second) ? 'either' : 'list') : 'text' }, seen };
  },
};
