import { cannotTell, inWords } from './question.ts';
import type { Question } from './question.ts';

export const missingParamKey: Question = {
  name: 'missingParamKey',
  asks: 'Which key names a parameter that Get Tags misses?',
  settles: ['missingParamKey'],
  credits: 1,
  async ask({ call }) {
    const reply = await call('GET', '/settings/tags');
    const details = reply.body.details ?? {};
    const key = (['param', 'param_name'] as const).find((candidate) => candidate in details);
    return key
      ? { switches: { missingParamKey: key }, seen: inWords(reply) }
      : cannotTell('neither key is there', reply);
  },
};
