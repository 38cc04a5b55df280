import { cannotTell, inWords } from './question.ts';
import type { Question } from './question.ts';

const CODES = ['INVALID_TOKEN', 'AUTHENTICATION_FAILURE', 'INVALID_OAUTHTOKEN', 'UNAUTHORIZED'] as const;

export const deadTokenCode: Question = {
  name: 'deadTokenCode',
  asks: 'Which code has a token that Zoho does not know?',
  settles: ['deadTokenCode'],
  credits: 1,
  async ask({ withDeadToken }) {
    const reply = await withDeadToken('GET', '/org');
    const code = CODES.find((known) => known === reply.body.code);
    return code ? { switches: { deadTokenCode: code }, seen: inWords(reply) } : cannotTell('no known code', reply);
  },
};
