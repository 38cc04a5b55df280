import { cannotTell, inWords, isScopeMismatch, NARROW_SCOPES, removal } from './question.ts';
import type { Question } from './question.ts';

export const updateScopeIsEnough: Question = {
  name: 'updateScopeIsEnough',
  asks: 'Is the scope UPDATE enough for tag actions?',
  settles: ['updateScopeIsEnough'],
  credits: 8,
  async ask({ module, narrow, makeRecords, makeTags }) {
    const [update, modules] = [narrow('update'), narrow('modules')];
    if (!update) return cannotTell(`needs a second code, with the scopes ${NARROW_SCOPES.update}`);
    const ids = await makeRecords(1);
    const [tag] = await makeTags(1);
    const reply = await update('POST', `/${module}/actions/remove_tags`, removal([tag!], ids));
    if (reply.body.data) return { switches: { updateScopeIsEnough: true }, seen: inWords(reply) };
    if (!isScopeMismatch(reply)) return cannotTell('no known answer', reply);
    // The refusal says something about UPDATE only where the modules' whole scope is enough.
    if (!modules) return cannotTell(`a third code is needed, with the scopes ${NARROW_SCOPES.modules}`, reply);
    const whole = await modules('POST', `/${module}/actions/remove_tags`, removal([tag!], ids));
    if (!whole.body.data) return cannotTell('the whole scope of the modules is not enough either', whole);
    return { switches: { updateScopeIsEnough: false }, seen: inWords(reply) };
  },
};
