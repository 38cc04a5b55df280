import { cannotTell, inWords } from './question.ts';
import type { Question } from './question.ts';

export const badId: Question = {
  name: 'badId',
  asks: 'What happens in a bulk call for a record that is gone?',
  settles: ['badId'],
  credits: 10,
  async ask({ makeRecords, makeTags, putOn, deleteRecord, removeTags, tagsOn }) {
    const [good = '', gone = ''] = await makeRecords(2);
    const tags = await makeTags(1);
    await putOn(tags, [good, gone]);
    await deleteRecord(gone);
    const reply = await removeTags(tags, [good, gone]);
    const seen = inWords(reply);
    const items = reply.body.data;
    if (items === undefined) {
      const isUntouched = (await tagsOn([good])).get(good)?.includes(tags[0]!.id) ?? false;
      if (reply.status < 400 || !isUntouched) cannotTell('no known answer', reply);
      return { switches: { badId: 'wholeCall' }, seen: `${seen}, nothing applied` };
    }
    const others = items.filter((item) => item.details?.['id'] !== good);
    if (others.length === 0) return { switches: { badId: 'absent' }, seen: `${seen}, without the record` };
    if (others.every((item) => item.code !== 'SUCCESS')) return { switches: { badId: 'item' }, seen };
    return cannotTell('the record that is gone was changed', reply);
  },
};
