import { cannotTell, inWords } from './question.ts';
import type { Question } from './question.ts';

const LENGTH = 100;

export const longestTagName: Question = {
  name: 'longestTagName',
  asks: "How long may a tag's name be?",
  settles: ['longestTagName'],
  examples: [{ longestTagName: 25 }, { longestTagName: 26 }, { longestTagName: 50 }],
  credits: 5,
  async ask({ module, call, newName }) {
    const name = newName().padEnd(LENGTH, 'x');
    const reply = await call('POST', `/settings/tags?module=${module}`, { body: { tags: [{ name }] } });
    const most = (reply.body.tags?.[0]?.details ?? reply.body.details)?.['maximum_length'];
    if (typeof most !== 'number') return cannotTell(`no limit is told for ${LENGTH} characters`, reply);
    return { switches: { longestTagName: most }, seen: `${inWords(reply)}, at most ${most}` };
  },
};
