import { cannotTell, inWords } from './question.ts';
import type { Question } from './question.ts';

export const severalTagsChanged: Question = {
  name: 'severalTagsChanged',
  asks: 'May one call change several tags?',
  settles: ['severalTagsChanged'],
  credits: 6,
  async ask({ module, call, makeTags }) {
    const tags = (await makeTags(2)).map((tag) => ({ ...tag, color_code: '#57B1FD' }));
    const reply = await call('PUT', `/settings/tags?module=${module}`, { body: { tags } });
    const codes = (reply.body.tags ?? []).map(({ code }) => code);
    if (codes.length === 2 && codes.every((code) => code === 'SUCCESS'))
      return { switches: { severalTagsChanged: 'accepted' }, seen: inWords(reply) };
    if (reply.status === 400 && reply.body.details?.['maximum_length'] === 1)
      return { switches: { severalTagsChanged: 'refused' }, seen: inWords(reply) };
    return cannotTell('no known answer', reply);
  },
};
