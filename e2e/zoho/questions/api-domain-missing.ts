import { cannotTell } from './question.ts';
import type { Grant, Question } from './question.ts';

const SEEN: Record<Grant['apiDomain'], string> = {
  ofEnvironment: 'it does, that of the environment',
  ofAnother: 'it does, but that of another environment',
  missing: 'it does not',
};

export const apiDomainMissing: Question = {
  name: 'apiDomainMissing',
  asks: "Does a token answer name the API's domain?",
  settles: ['apiDomainMissing'],
  credits: 0,
  async ask({ grant }) {
    if (!grant) return cannotTell('the session began with a token and not with a code');
    return { switches: { apiDomainMissing: grant.apiDomain === 'missing' }, seen: SEEN[grant.apiDomain] };
  },
};
