import { cannotTell, inWords } from './question.ts';
import type { Item, OwnTag, Question, Reply } from './question.ts';
import type { Switches, SwitchesInput } from '../switches.ts';

/** Seconds after the removal at which the timeline is read. */
const LOOKS = [0, 2, 5, 10, 20, 30, 60];

interface Entry extends Item {
  action?: string;
  source?: string;
  field_history?: { api_name?: string; _value?: { old?: unknown; new?: unknown } }[];
}

interface Values {
  old: string;
  new: string;
}

/** Entries about a removal, in the order of the answer. */
function removalsIn({ body }: Reply): Entry[] {
  const { __timeline: entries } = body as { __timeline?: Entry[] };
  return entries?.filter(({ action }) => action === 'tag_removed' || action === 'tags_overwritten') ?? [];
}

function valuesOf({ field_history: history }: Entry): Values | undefined {
  const { old, new: now } = history?.[0]?._value ?? {};
  return typeof old === 'string' && typeof now === 'string' ? { old, new: now } : undefined;
}

/** The two values of an entry. `stays`: the tag that was not removed. */
function formOf(values: Values, gone: OwnTag[], stays: OwnTag): Switches['timelineRemoved'] | undefined {
  const names = (text: string) => gone.some((tag) => text.includes(tag.name));
  if (values.old.includes(stays.name) && names(values.old)) return 'beforeAndAfter';
  if (names(values.old) && values.new === 'blank') return 'oldNames';
  return values.old === 'blank' && names(values.new) ? 'newNames' : undefined;
}

function isOneByOne(entries: Entry[], gone: OwnTag[]): boolean {
  return entries.length >= gone.length;
}

/** How long entries are kept takes months to see. */
export const timeline: Question = {
  name: 'timeline',
  asks: 'How, and how late, does the timeline of a record show tags that were removed?',
  settles: ['timelineRemoved', 'timelineSeveral', 'timelineLagSeconds'],
  examples: [
    { timelineRemoved: 'oldNames', timelineSeveral: 'joined', timelineLagSeconds: 0 },
    { timelineRemoved: 'newNames' },
    { timelineRemoved: 'beforeAndAfter' },
    { timelineSeveral: 'entryEach' },
    { timelineLagSeconds: 60 },
  ],
  credits: 24,
  async ask({ module, call, makeRecords, makeTags, putOn, removeTags, wait, now }) {
    const [id = ''] = await makeRecords(1);
    const tags = await makeTags(3);
    const [stays, ...gone] = tags;
    await putOn(tags, [id]);
    const isTogether = (await removeTags(gone, [id])).status === 200;
    // With one tag a call there are two calls, which do not show how two tags of one call appear.
    if (!isTogether) for (const tag of gone) await removeTags([tag], [id]);
    const since = now();
    for (const seconds of LOOKS) {
      const due = since + seconds * 1000 - now();
      if (due > 0) await wait(due);
      const reply = await call('GET', `/${module}/${id}/__timeline?per_page=50`);
      if (reply.status >= 400) return cannotTell('refused', reply);
      const entries = removalsIn(reply);
      const [latest] = entries;
      if (!latest) continue;
      const values = valuesOf(latest);
      const form = values && formOf(values, gone, stays!);
      const source = /^[a-z_]{2,30}$/.exec(latest.source ?? '')?.[0] ?? 'no source';
      if (!form) return cannotTell(`an entry of an unknown form (${source}) after ${seconds} s`);
      const several: SwitchesInput = isTogether
        ? { timelineSeveral: isOneByOne(entries, gone) ? 'entryEach' : 'joined' }
        : {};
      const seen = `${inWords(reply)} after ${seconds} s: ${entries.length} for two tags, ${form}, ${source}`;
      return { switches: { timelineRemoved: form, timelineLagSeconds: seconds, ...several }, seen };
    }
    return cannotTell(`no entry about the removal within ${LOOKS.at(-1)} s`);
  },
};
