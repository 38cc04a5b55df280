import { cannotTell, inWords, isScopeMismatch } from './question.ts';
import type { Question } from './question.ts';

export const org: Question = {
  name: 'org',
  asks: 'Does the org tell about itself?',
  settles: ['org'],
  credits: 1,
  async ask({ call }) {
    const reply = await call('GET', '/org');
    if (reply.status === 200) return { switches: { org: 'answers' }, seen: inWords(reply) };
    if (isScopeMismatch(reply)) return { switches: { org: 'scopeMismatch' }, seen: inWords(reply) };
    if (reply.body.code === 'NO_PERMISSION') return { switches: { org: 'noPermission' }, seen: inWords(reply) };
    return cannotTell('no known answer', reply);
  },
};
