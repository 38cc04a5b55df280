import { cannotTell, inWords } from './question.ts';
import type { Item, OwnTag, Question } from './question.ts';

interface Entry extends Item {
  action?: string;
  source?: string;
  field_history?: { api_name?: string; _value?: { old?: unknown; new?: unknown } }[];
}

/** What stands in a value, without the value. */
function kindOf(value: unknown, { name }: OwnTag): string {
  if (value === name) return 'the name';
  if (typeof value === 'string') return value === 'blank' ? 'blank' : 'other text';
  return value === null || value === undefined ? 'nothing' : Array.isArray(value) ? 'a list' : typeof value;
}

export const timeline: Question = {
  name: 'timeline',
  asks: 'How does the timeline of a record show a tag that was removed?',
  settles: [],
  credits: 16,
  async ask({ module, call, makeRecords, makeTags, putOn, removeTags, wait }) {
    const [id = ''] = await makeRecords(1);
    const [tag] = await makeTags(1);
    await putOn([tag!], [id]);
    await removeTags([tag!], [id]);
    for (let look = 0; look < 6; look += 1) {
      const reply = await call('GET', `/${module}/${id}/__timeline?per_page=50`);
      if (reply.status >= 400) return cannotTell('refused', reply);
      const { __timeline: entries } = reply.body as { __timeline?: Entry[] };
      const removed = entries?.find(({ action }) => action === 'tag_removed' || action === 'tags_overwritten');
      if (removed) {
        const value = removed.field_history?.[0]?._value;
        const source = /^[a-z_]{2,30}$/.exec(removed.source ?? '')?.[0] ?? 'no source';
        const words = [removed.action, source, `old: ${kindOf(value?.old, tag!)}`, `new: ${kindOf(value?.new, tag!)}`];
        return { switches: {}, seen: `${inWords(reply)}: ${words.join(', ')}` };
      }
      await wait(5_000);
    }
    return cannotTell('no entry about the removal within half a minute');
  },
};
