import { cannotTell, inWords } from './question.ts';
import type { Question } from './question.ts';

export const filtersParam: Question = {
  name: 'filtersParam',
  asks: "Does Get Records narrow its rows by the `filters` of Zoho's own pages?",
  settles: ['filtersParam'],
  credits: 7,
  async ask({ module, call, makeRecords, makeTags, putOn }) {
    const [carries = '', lacks = ''] = await makeRecords(2);
    const [tag] = await makeTags(1);
    await putOn([tag!], [carries]);
    const filter = { field: { id: '', api_name: 'Tag' }, comparator: 'equal', value: [tag!.name] };
    const query = `fields=id,Tag&per_page=200&filters=${encodeURIComponent(JSON.stringify(filter))}`;
    const reply = await call('GET', `/${module}?${query}`);
    const seen = inWords(reply);
    if (reply.status === 400) return { switches: { filtersParam: 'refused' }, seen };
    const ids = (reply.body.data ?? []).flatMap(({ id }) => id ?? []);
    if (ids.includes(lacks))
      return { switches: { filtersParam: 'ignored' }, seen: `${seen}, rows without the tag, too` };
    if (ids.length === 1 && ids[0] === carries)
      return { switches: { filtersParam: 'honoured' }, seen: `${seen}, only the row with the tag` };
    return cannotTell('neither all rows nor the right one', reply);
  },
};
