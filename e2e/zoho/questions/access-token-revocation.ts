import { cannotTell, inWords, NARROW_SCOPES } from './question.ts';
import type { Question } from './question.ts';

export const accessTokenRevocation: Question = {
  name: 'accessTokenRevocation',
  asks: 'Can an access token be revoked by itself?',
  settles: ['accessTokenRevocation'],
  credits: 2,
  async ask({ module, narrow, revoke }) {
    const call = narrow('modules');
    if (!call) return cannotTell(`needs a second code, with the scopes ${NARROW_SCOPES.modules}`);
    const path = `/settings/tags?module=${module}`;
    const before = await call('GET', path);
    if (before.status >= 400) return cannotTell('the second token does not work', before);
    const answer = await revoke('modules');
    const after = await call('GET', path);
    const seen = `${inWords(answer)}, then ${inWords(after)}`;
    return { switches: { accessTokenRevocation: after.status === 401 ? 'works' : 'ignored' }, seen };
  },
};
