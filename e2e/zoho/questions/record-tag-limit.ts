import { cannotTell, inWords } from './question.ts';
import type { Question } from './question.ts';

/** One more than any edition allows. Source: Zoho help, tagging. */
const TAGS = 11;

export const recordTagLimit: Question = {
  name: 'recordTagLimit',
  asks: "What happens at a record's tag limit?",
  settles: ['recordTagLimit'],
  credits: 34,
  async ask({ module, call, makeRecords, makeTags, tagsOn }) {
    const ids = await makeRecords(1);
    const tags = await makeTags(TAGS);
    // One call a tag, because a limit on the tags of a call must not be mistaken for that of a record.
    for (const [place, tag] of tags.entries()) {
      const reply = await call('POST', `/${module}/actions/add_tags`, { body: { tags: [tag], ids } });
      const item = reply.body.data?.[0];
      const notAdded = item?.details?.['not_added_tags'];
      if (item?.code === 'SUCCESS' && Array.isArray(notAdded) && notAdded.length > 0)
        return {
          switches: { recordTagLimit: 'notAddedTags' },
          seen: `${inWords(reply)}, not_added_tags after ${place}`,
        };
      if (item !== undefined && item.code !== 'SUCCESS')
        return { switches: { recordTagLimit: 'itemError' }, seen: `${inWords(reply)} after ${place}` };
      if (item === undefined) return cannotTell(`refused after ${place} tags`, reply);
    }
    const count = (await tagsOn(ids)).get(ids[0]!)?.length ?? 0;
    return cannotTell(`${TAGS} tags were added with success, ${count} are there`);
  },
};
