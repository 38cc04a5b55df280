import { cannotTell, inWords } from './question.ts';
import type { Question } from './question.ts';

export const unknownField: Question = {
  name: 'unknownField',
  asks: 'What happens for a field that the module lacks?',
  settles: ['unknownField'],
  credits: 3,
  async ask({ module, call, makeRecords }) {
    const [id = ''] = await makeRecords(1);
    const reply = await call('GET', `/${module}?ids=${id}&fields=id,Untag_No_Such_Field`);
    const code = reply.body.code ?? reply.body.data?.[0]?.code;
    if (reply.status === 200) return { switches: { unknownField: 'ignored' }, seen: inWords(reply) };
    if (code === 'INVALID_DATA') return { switches: { unknownField: 'invalidData' }, seen: inWords(reply) };
    return cannotTell('no known answer', reply);
  },
};
