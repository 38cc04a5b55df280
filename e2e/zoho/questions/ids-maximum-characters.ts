import { cannotTell, inWords } from './question.ts';
import type { Question } from './question.ts';

const IDS = 100;

export const idsMaximumCharacters: Question = {
  name: 'idsMaximumCharacters',
  asks: 'How long may `ids` of Get Records be?',
  settles: ['idsMaximumCharacters'],
  examples: [{ idsMaximumCharacters: 1024 }, { idsMaximumCharacters: 600 }, { idsMaximumCharacters: null }],
  credits: 3,
  async ask({ module, call, makeRecords }) {
    const [id = ''] = await makeRecords(1);
    const ids = Array.from({ length: IDS }, (_, n) => `${id.slice(0, -9)}${999_999_999 - n}`).join(',');
    const reply = await call('GET', `/${module}?ids=${ids}&fields=id`);
    if (reply.status === 200 || reply.status === 204)
      return { switches: { idsMaximumCharacters: null }, seen: `HTTP ${reply.status} for ${ids.length} characters` };
    const most = (reply.body.details ?? reply.body.data?.[0]?.details)?.['maximum_length'];
    if (typeof most !== 'number') return cannotTell(`${ids.length} characters are refused without a limit`, reply);
    return { switches: { idsMaximumCharacters: most }, seen: `${inWords(reply)}: ${most}` };
  },
};
