import { cannotTell } from './question.ts';
import type { Question } from './question.ts';

export const tagInfo: Question = {
  name: 'tagInfo',
  asks: 'What does `info` of Get Tags tell?',
  settles: ['tagInfo'],
  credits: 4,
  async ask({ module, call, makeTags }) {
    await makeTags(1);
    const reply = await call('GET', `/settings/tags?module=${module}`);
    if (reply.status !== 200) return cannotTell('the tags were not read', reply);
    const { info } = reply.body;
    if (!info) return { switches: { tagInfo: 'absent' }, seen: 'no info' };
    const keys = Object.keys(info).filter((key) => /^[a-z_]+$/.test(key));
    return { switches: { tagInfo: 'record_limit' in info ? 'recordLimit' : 'counts' }, seen: keys.join(', ') };
  },
};
