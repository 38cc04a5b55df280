import { cannotTell } from './question.ts';
import type { Question } from './question.ts';

export const apiDomainMissing: Question = {
  name: 'apiDomainMissing',
  asks: "Does a token answer name the API's domain?",
  settles: ['apiDomainMissing'],
  credits: 0,
  async ask({ grant }) {
    if (!grant) return cannotTell('the session began with a token and not with a code');
    return {
      switches: { apiDomainMissing: !grant.hasApiDomain },
      seen: grant.hasApiDomain ? 'it does' : 'it does not',
    };
  },
};
