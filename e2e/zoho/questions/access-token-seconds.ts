import { cannotTell } from './question.ts';
import type { Question } from './question.ts';

export const accessTokenSeconds: Question = {
  name: 'accessTokenSeconds',
  asks: 'How long does an access token live?',
  settles: ['accessTokenSeconds'],
  examples: [{ accessTokenSeconds: 3_600 }, { accessTokenSeconds: 1_800 }],
  credits: 0,
  async ask({ grant }) {
    if (grant?.seconds === undefined)
      return cannotTell('no life was told: the session began with a token and not with a code');
    return { switches: { accessTokenSeconds: grant.seconds }, seen: `expires_in ${grant.seconds}` };
  },
};
