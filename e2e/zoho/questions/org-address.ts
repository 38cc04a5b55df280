import { cannotTell } from './question.ts';
import type { Question } from './question.ts';

export const orgAddress: Question = {
  name: 'orgAddress',
  asks: 'Is domain_name "org" and the zgid?',
  settles: [],
  credits: 1,
  async ask({ call }) {
    const reply = await call('GET', '/org');
    const { org } = reply.body as { org?: { domain_name?: unknown; zgid?: unknown }[] };
    const { domain_name: name, zgid } = org?.[0] ?? {};
    if (typeof name !== 'string' || typeof zgid !== 'string') return cannotTell('the org does not tell', reply);
    return { switches: {}, seen: name === `org${zgid}` ? 'it is' : 'it is a name of its own' };
  },
};
