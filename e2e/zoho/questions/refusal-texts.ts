import { cannotTell, inWords } from './question.ts';
import type { Question } from './question.ts';

export const refusalTexts: Question = {
  name: 'refusalTexts',
  asks: 'Are refusals in the words of the docs, or in those of recorded answers?',
  settles: ['refusalTexts'],
  credits: 1,
  async ask({ call }) {
    const body = { tags: [{ name: 'no such tag' }], ids: ['1'] };
    const reply = await call('POST', '/Untag_No_Such_Module/actions/remove_tags', { body });
    const { message } = reply.body;
    if (reply.body.code !== 'INVALID_MODULE' || typeof message !== 'string')
      return cannotTell('no known answer', reply);
    // The two differ in the first letter.
    const isDocumented = message.startsWith('The module name');
    if (!isDocumented && !message.startsWith('the module name')) return cannotTell('words of neither', reply);
    return { switches: { refusalTexts: isDocumented ? 'documented' : 'recorded' }, seen: inWords(reply) };
  },
};
