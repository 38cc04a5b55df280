import { cannotTell, inWords, isScopeMismatch } from './question.ts';
import type { Question } from './question.ts';

export const currentUser: Question = {
  name: 'currentUser',
  asks: 'Is the current user told?',
  settles: ['currentUser'],
  credits: 1,
  async ask({ call }) {
    const reply = await call('GET', '/users?type=CurrentUser');
    if (reply.status === 200) return { switches: { currentUser: 'answers' }, seen: inWords(reply) };
    if (reply.status === 204) return { switches: { currentUser: 'noContent' }, seen: inWords(reply) };
    if (isScopeMismatch(reply)) return { switches: { currentUser: 'scopeMismatch' }, seen: inWords(reply) };
    return cannotTell('no known answer', reply);
  },
};
