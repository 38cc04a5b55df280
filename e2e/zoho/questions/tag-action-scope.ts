import { cannotTell, inWords, isScopeMismatch, NARROW_SCOPES, removal } from './question.ts';
import type { Question } from './question.ts';

export const tagActionScope: Question = {
  name: 'tagActionScope',
  asks: 'Is the scope of the modules enough for tag actions?',
  settles: ['tagActionScope'],
  credits: 6,
  async ask({ module, narrow, makeRecords, makeTags }) {
    const call = narrow('modules');
    if (!call) return cannotTell(`needs a second code, with the scopes ${NARROW_SCOPES.modules}`);
    const ids = await makeRecords(1);
    const [tag] = await makeTags(1);
    const reply = await call('POST', `/${module}/actions/remove_tags`, removal([tag!], ids));
    if (isScopeMismatch(reply)) return { switches: { tagActionScope: 'settingsTags' }, seen: inWords(reply) };
    if (reply.body.data) return { switches: { tagActionScope: 'module' }, seen: inWords(reply) };
    return cannotTell('no known answer', reply);
  },
};
