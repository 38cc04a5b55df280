import { cannotTell, inWords, isScopeMismatch, NARROW_SCOPES } from './question.ts';
import type { Question } from './question.ts';

export const countScope: Question = {
  name: 'countScope',
  asks: 'Is the scope READ enough to count the records of a tag?',
  settles: ['countScope'],
  credits: 4,
  async ask({ module, narrow, makeTags }) {
    const call = narrow('update') ?? narrow('modules');
    if (!call) return cannotTell(`needs a second code, with the scopes ${NARROW_SCOPES.update}`);
    const [tag] = await makeTags(1);
    const reply = await call('GET', `/settings/tags/${tag!.id}/actions/records_count?module=${module}`);
    if (reply.status === 200) return { switches: { countScope: 'read' }, seen: inWords(reply) };
    if (isScopeMismatch(reply)) return { switches: { countScope: 'all' }, seen: inWords(reply) };
    return cannotTell('no known answer', reply);
  },
};
