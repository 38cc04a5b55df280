import { cannotTell } from './question.ts';
import type { Question } from './question.ts';

export const orgTypeCase: Question = {
  name: 'orgTypeCase',
  asks: 'Does the type of an org begin with a capital letter?',
  settles: ['orgTypeCase'],
  credits: 1,
  async ask({ call }) {
    const reply = await call('GET', '/org');
    const { org } = reply.body as { org?: { type?: unknown }[] };
    const type = org?.[0]?.type;
    if (typeof type !== 'string' || !/^[a-z]+$/i.test(type)) return cannotTell('the org tells no type', reply);
    const isCapital = /^[A-Z]/.test(type);
    return { switches: { orgTypeCase: isCapital ? 'capital' : 'lower' }, seen: type };
  },
};
