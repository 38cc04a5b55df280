import { cannotTell, inWords, removal } from './question.ts';
import type { Question, Reply } from './question.ts';

function limitIn(reply: Reply, key: 'tags' | 'ids'): number | undefined {
  const { api_name: name, maximum_length: most } = reply.body.details ?? {};
  return reply.status >= 400 && name === key && typeof most === 'number' ? most : undefined;
}

/** Ids that no record has: digits of a record's own id, its last ones replaced. */
function madeUpIds(like: string, count: number): string[] {
  return Array.from({ length: count }, (_, n) => `${like.slice(0, -9)}${String(999_999_999 - n)}`);
}

/** More than any source allows. Source: Zoho docs v8, remove-tags, for 500 ids. */
const TAGS = 101;
const IDS = 501;

export const maximumLength: Question = {
  name: 'maximumLength',
  asks: 'How many tags and how many ids may one call name?',
  settles: ['maximumLength'],
  examples: [
    { maximumLength: {} },
    { maximumLength: { tags: 1 } },
    { maximumLength: { tags: 10 } },
    { maximumLength: { ids: 100 } },
    { maximumLength: { tags: 3, ids: 20 } },
  ],
  credits: 20,
  async ask({ module, call, makeRecords, makeTags, removeTags }) {
    const [id = ''] = await makeRecords(1);
    const [tag] = await makeTags(1);
    // Unknown tag names, and a tag that no record carries, so that nothing can be removed.
    const names = Array.from({ length: TAGS }, (_, n) => ({ name: `${tag!.name} ${n}` }));
    const byTags = await call('POST', `/${module}/actions/remove_tags`, removal(names, [id]));
    const ids = [id, ...madeUpIds(id, IDS - 1)];
    const byIds = await removeTags([tag!], ids);
    const most = { tags: limitIn(byTags, 'tags') ?? null, ids: limitIn(byIds, 'ids') ?? null };
    const seen = `${TAGS} tags: ${inWords(byTags)}, most ${most.tags ?? 'not told'}; ${IDS} ids: ${inWords(byIds)}, most ${most.ids ?? 'not told'}`;
    // Refused for another reason, so the number was perhaps not checked.
    const isOpen = (limit: number | null, reply: Reply) => limit === null && reply.body.data === undefined;
    if (isOpen(most.tags, byTags) || isOpen(most.ids, byIds)) return cannotTell(seen);
    // 500 is the documented one.
    return { switches: { maximumLength: { tags: most.tags, ids: most.ids === 500 ? null : most.ids } }, seen };
  },
};
