import { cannotTell, inWords } from './question.ts';
import type { Question } from './question.ts';

export const unknownTag: Question = {
  name: 'unknownTag',
  asks: 'What happens for a tag that the module does not have?',
  settles: ['unknownTag'],
  credits: 6,
  async ask({ makeRecords, makeTags, deleteTag, removeTags }) {
    const ids = await makeRecords(1);
    const [tag] = await makeTags(1);
    await deleteTag(tag!);
    const reply = await removeTags([tag!], ids);
    const seen = inWords(reply);
    // An error of the record and not of the call belongs to `missingTag`.
    if (reply.body.data) return { switches: { unknownTag: 'success' }, seen };
    if (reply.body.tags) return { switches: { unknownTag: 'tagsEnvelope' }, seen };
    if (reply.body.code === 'INVALID_DATA') return { switches: { unknownTag: 'invalidTagId' }, seen };
    return cannotTell('no known answer', reply);
  },
};
