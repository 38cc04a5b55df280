import { cannotTell, inWords } from './question.ts';
import type { Item, Question, Reply } from './question.ts';

const INCLUDE = ['associated_record_count', 'last_accessed_time', 'type'];

function countIn(reply: Reply, id: string): unknown {
  return reply.body.tags?.find((tag: Item) => tag.id === id)?.['associated_record_count'];
}

export const tagInclude: Question = {
  name: 'tagInclude',
  asks: 'Does Get Tags tell how many records carry a tag, and in which way is it asked?',
  settles: ['tagInclude', 'tagIncludeCount'],
  examples: [
    { tagInclude: 'honoured', tagIncludeCount: 'number' },
    { tagInclude: 'honoured', tagIncludeCount: 'string' },
    { tagInclude: 'severalRefused', tagIncludeCount: 'number' },
    { tagInclude: 'severalRefused', tagIncludeCount: 'string' },
    { tagInclude: 'ignored' },
    { tagInclude: 'refused' },
  ],
  credits: 10,
  async ask({ module, call, makeRecords, makeTags, putOn }) {
    const ids = await makeRecords(1);
    const [tag] = await makeTags(1);
    await putOn([tag!], ids);
    const get = (include: string) => call('GET', `/settings/tags?module=${module}&include=${include}`);
    const all = await get(INCLUDE.join(','));
    const one = all.status === 200 ? all : await get(INCLUDE[0]!);
    const seen = all === one ? `all at once: ${inWords(all)}` : `all at once: ${inWords(all)}; one: ${inWords(one)}`;
    if (one.status === 400) return { switches: { tagInclude: 'refused' }, seen };
    if (one.status !== 200) return cannotTell(seen);
    const count = countIn(one, tag!.id);
    if (count === undefined && all === one)
      return { switches: { tagInclude: 'ignored' }, seen: `${seen}, without counts` };
    if (typeof count !== 'number' && typeof count !== 'string') return cannotTell(`${seen}, without counts`);
    const isRight = Number(count) === 1 ? 'the right count' : 'another count than that of the records';
    return {
      switches: {
        tagInclude: all === one ? 'honoured' : 'severalRefused',
        tagIncludeCount: typeof count === 'string' ? 'string' : 'number',
      },
      seen: `${seen}, ${isRight}, a ${typeof count}`,
    };
  },
};
