import { cannotTell, inWords } from './question.ts';
import type { Question, Reply } from './question.ts';

export const tagNamesEqual: Question = {
  name: 'tagNamesEqual',
  asks: 'Which names are one name when a tag is made?',
  settles: ['tagNamesEqual'],
  credits: 10,
  async ask({ module, call, makeTags, newName }) {
    const [tag] = await makeTags(1);
    // Things made under these names carry the session's mark. The ledger entry makes the sweep look through the tags.
    newName();
    const make = (name: string) => call('POST', `/settings/tags?module=${module}`, { body: { tags: [{ name }] } });
    const isSame = (reply: Reply) => {
      const code = reply.body.tags?.[0]?.code ?? reply.body.code;
      if (code === 'DUPLICATE_DATA') return true;
      return code === 'SUCCESS' ? false : cannotTell('no known answer', reply);
    };
    const small = await make(tag!.name.toLowerCase());
    const spaced = await make(`${tag!.name} `);
    const [isCaseBlind, isTrimmed] = [isSame(small), isSame(spaced)];
    const rule = isCaseBlind ? (isTrimmed ? 'caseBlindTrimmed' : 'caseBlind') : isTrimmed ? 'trimmed' : 'exact';
    return {
      switches: { tagNamesEqual: rule },
      seen: `in small letters: ${inWords(small)}; with a space: ${inWords(spaced)}`,
    };
  },
};
