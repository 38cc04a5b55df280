import { cannotTell } from './question.ts';
import type { Question } from './question.ts';

/** Seconds after the deletion at which the record is read. */
const LOOKS = [0, 1, 2, 5, 10, 20, 30, 45, 60, 120];

export const deletedTagLingers: Question = {
  name: 'deletedTagLingers',
  asks: 'How long do records go on showing a deleted tag?',
  settles: ['deletedTagLingersMs'],
  examples: [{ deletedTagLingersMs: 0 }, { deletedTagLingersMs: 30_000 }],
  credits: 8 + LOOKS.length,
  async ask({ makeRecords, makeTags, putOn, deleteTag, tagsOn, wait, now }) {
    const [id = ''] = await makeRecords(1);
    const [tag] = await makeTags(1);
    await putOn([tag!], [id]);
    await deleteTag(tag!);
    const deletedAt = now();
    for (const seconds of LOOKS) {
      const due = deletedAt + seconds * 1000 - now();
      if (due > 0) await wait(due);
      if ((await tagsOn([id])).get(id)?.includes(tag!.id) === false)
        return { switches: { deletedTagLingersMs: seconds * 1000 }, seen: `gone at the look after ${seconds} s` };
    }
    return cannotTell(`still shown after ${LOOKS.at(-1)} s`);
  },
};
