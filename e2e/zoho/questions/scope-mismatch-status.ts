import { cannotTell, inWords, isScopeMismatch } from './question.ts';
import type { Question } from './question.ts';

/** Reads for which the session's token has no scope, unless it was made with more scopes than requested. */
const OUTSIDE = ['/settings/custom_views?module=Leads', '/settings/fields?module=Leads', '/settings/roles'];

export const scopeMismatchStatus: Question = {
  name: 'scopeMismatchStatus',
  asks: "Which status has a call that the token's scopes do not cover?",
  settles: ['scopeMismatchStatus'],
  credits: OUTSIDE.length,
  async ask({ call }) {
    for (const path of OUTSIDE) {
      const reply = await call('GET', path);
      if (!isScopeMismatch(reply)) continue;
      if (reply.status !== 401 && reply.status !== 403) return cannotTell('a third status', reply);
      return { switches: { scopeMismatchStatus: reply.status }, seen: inWords(reply) };
    }
    return cannotTell('the token has all scopes that were tried');
  },
};
