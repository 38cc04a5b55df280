import { cannotTell, inWords, isScopeMismatch } from './question.ts';
import type { Question } from './question.ts';

/** Seconds after the tag was put on at which the query is made. */
const LOOKS = [0, 10, 60];

export const coqlTag: Question = {
  name: 'coqlTag',
  asks: 'Does COQL take the name of a tag in its WHERE clause?',
  settles: ['coqlTag'],
  credits: 10,
  async ask({ module, call, makeRecords, makeTags, putOn, wait, now }) {
    const [id = ''] = await makeRecords(1);
    const [tag] = await makeTags(1);
    await putOn([tag!], [id]);
    const since = now();
    const body = { select_query: `select id from ${module} where Tag.name = '${tag!.name}' limit 200` };
    for (const seconds of LOOKS) {
      const due = since + seconds * 1000 - now();
      if (due > 0) await wait(due);
      const reply = await call('POST', '/coql', { body });
      if (isScopeMismatch(reply)) return cannotTell('the token has no scope for queries', reply);
      if (reply.status === 400) return { switches: { coqlTag: 'refused' }, seen: inWords(reply) };
      if (reply.status !== 200 && reply.status !== 204) return cannotTell('no known answer', reply);
      const ids = (reply.body.data ?? []).map((row) => row.id);
      if (ids.length === 1 && ids[0] === id)
        return { switches: { coqlTag: 'accepted' }, seen: `found after ${seconds} s` };
      if (ids.length > 0) return cannotTell('other records were found', reply);
    }
    return cannotTell(`taken, and nothing found within ${LOOKS.at(-1)} s`);
  },
};
