import { cannotTell, inWords } from './question.ts';
import type { Question } from './question.ts';

export const recordsErrorEnvelope: Question = {
  name: 'recordsErrorEnvelope',
  asks: 'Do errors of Get Records come bare or in data[]?',
  settles: ['recordsErrorEnvelope'],
  credits: 1,
  async ask({ module, call }) {
    const reply = await call('GET', `/${module}`);
    const { code, data } = reply.body;
    if (reply.status >= 400 && code !== undefined)
      return { switches: { recordsErrorEnvelope: 'bare' }, seen: inWords(reply) };
    if (reply.status >= 400 && data?.[0]?.code !== undefined)
      return { switches: { recordsErrorEnvelope: 'data' }, seen: `${inWords(reply)} in data[]` };
    return cannotTell('a read without fields is no error', reply);
  },
};
