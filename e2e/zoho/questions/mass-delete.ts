import { cannotTell, inWords } from './question.ts';
import type { Question } from './question.ts';

/** Seconds after the call at which the tag is looked for. */
const LOOKS = [0, 2, 5, 10, 30, 60, 120];

/** Untag never deletes by Zoho's own job, which gives no result for each tag. */
export const massDelete: Question = {
  name: 'massDelete',
  asks: 'How long does a job take that deletes one tag?',
  settles: ['massDeleteSeconds'],
  examples: [{ massDeleteSeconds: 0 }, { massDeleteSeconds: 30 }],
  credits: 26,
  async ask({ module, call, makeRecords, makeTags, putOn, tagsOn, wait, now }) {
    const [id = ''] = await makeRecords(1);
    const [tag] = await makeTags(1);
    await putOn([tag!], [id]);
    const meta = await call('GET', `/settings/modules/${module}`);
    const { modules } = meta.body as { modules?: { id?: unknown }[] };
    const moduleId = modules?.[0]?.id;
    if (typeof moduleId !== 'string') return cannotTell('the module does not tell its id', meta);
    const job = { module: { id: moduleId, api_name: module }, tags: [{ id: tag!.id }] };
    const reply = await call('POST', '/settings/tags/actions/mass_delete', { body: { mass_delete: [job] } });
    if (reply.status >= 300) return cannotTell('refused', reply);
    const since = now();
    for (const seconds of LOOKS) {
      const due = since + seconds * 1000 - now();
      if (due > 0) await wait(due);
      const { body } = await call('GET', `/settings/tags?module=${module}`);
      const isListed = body.tags?.some((listed) => listed.id === tag!.id) ?? false;
      const isCarried = (await tagsOn([id])).get(id)?.includes(tag!.id) ?? false;
      if (!isListed && !isCarried)
        return {
          switches: { massDeleteSeconds: seconds },
          seen: `${inWords(reply)}, off the list and the record after ${seconds} s`,
        };
    }
    return cannotTell(`still there after ${LOOKS.at(-1)} s`, reply);
  },
};
