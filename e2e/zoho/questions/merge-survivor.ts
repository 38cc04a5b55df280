import { cannotTell, inWords } from './question.ts';
import type { Interview, Question } from './question.ts';

/** Seconds after the merge at which the tags are looked at. */
const LOOKS = [0, 2, 5, 10, 30, 60];

async function tagIds({ module, call }: Interview): Promise<Set<string>> {
  const { body } = await call('GET', `/settings/tags?module=${module}`);
  return new Set((body.tags ?? []).flatMap(({ id }) => id ?? []));
}

/** Untag never merges by Zoho's own call, which keeps no list of what it changed. */
export const mergeSurvivor: Question = {
  name: 'mergeSurvivor',
  asks: 'Which of two merged tags is left, and when?',
  settles: ['mergeSurvivor', 'mergeSeconds'],
  examples: [{ mergeSurvivor: 'path', mergeSeconds: 0 }, { mergeSurvivor: 'body' }, { mergeSeconds: 30 }],
  credits: 30,
  async ask(interview) {
    const { module, call, makeRecords, makeTags, putOn, tagsOn, wait, now } = interview;
    const [first = '', second = ''] = await makeRecords(2);
    const [inPath, inBody] = await makeTags(2);
    await putOn([inPath!], [first]);
    await putOn([inBody!], [second]);
    const body = { tags: [{ conflict_id: inBody!.id }] };
    const reply = await call('POST', `/settings/tags/${inPath!.id}/actions/merge?module=${module}`, { body });
    if (reply.status !== 200) return cannotTell('refused', reply);
    const since = now();
    for (const seconds of LOOKS) {
      const due = since + seconds * 1000 - now();
      if (due > 0) await wait(due);
      const left = await tagIds(interview);
      if (left.has(inPath!.id) === left.has(inBody!.id)) continue;
      const survivor = left.has(inPath!.id) ? inPath! : inBody!;
      const on = await tagsOn([first, second]);
      const carry = [first, second].filter((id) => on.get(id)?.includes(survivor.id)).length;
      const word = survivor === inPath ? 'that of the path' : 'that of the body';
      const switches = { mergeSurvivor: survivor === inPath ? 'path' : 'body', mergeSeconds: seconds } as const;
      return { switches, seen: `${inWords(reply)}, ${word} is left after ${seconds} s, on ${carry} of 2 records` };
    }
    return cannotTell('both tags or neither are left after a minute', reply);
  },
};
