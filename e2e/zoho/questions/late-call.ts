import { cannotTell } from './question.ts';
import type { Question } from './question.ts';

const RECORDS = 100;
/** How long the records are read after the cut, and how often. */
const LOOK_FOR_MS = 60_000;
const LOOK_EVERY_MS = 1_000;

export const lateCall: Question = {
  name: 'lateCall',
  asks: 'How late can a call still apply after its connection was lost?',
  settles: [],
  credits: 300,
  async ask({ module, cut, makeRecords, makeTags, putOn, tagsOn, wait, now }) {
    const ids = await makeRecords(RECORDS);
    const [tag] = await makeTags(1);
    await putOn([tag!], ids);
    await cut('POST', `/${module}/actions/remove_tags`, { tags: [{ name: tag!.name }], ids });
    const cutAt = now();
    let left = RECORDS;
    for (;;) {
      const lookedAt = now();
      const on = await tagsOn(ids);
      const still = [...on.values()].filter((tags) => tags.length > 0).length;
      const seconds = Math.ceil((lookedAt - cutAt) / 1000);
      if (still === 0)
        return { switches: {}, seen: `all ${RECORDS} records had lost the tag ${seconds} s after the cut` };
      if (lookedAt - cutAt > LOOK_FOR_MS) {
        if (still === RECORDS) return { switches: {}, seen: `nothing was applied within ${seconds} s` };
        return cannotTell(`${RECORDS - still} of ${RECORDS} records had lost the tag after ${seconds} s`);
      }
      // Fewer reads once it is clear that it takes long.
      await wait(still < left || lookedAt - cutAt < 10_000 ? LOOK_EVERY_MS : 10 * LOOK_EVERY_MS);
      left = still;
    }
  },
};
