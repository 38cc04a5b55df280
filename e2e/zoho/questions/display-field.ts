import { cannotTell } from './question.ts';
import type { Question } from './question.ts';

export const displayField: Question = {
  name: 'displayField',
  asks: 'What is display_field of a module?',
  settles: ['displayField'],
  credits: 1,
  async ask({ module, call }) {
    const reply = await call('GET', `/settings/modules/${module}`);
    const { modules } = reply.body as { modules?: Record<string, unknown>[] };
    const [found] = modules ?? [];
    if (!found || !('display_field' in found)) return cannotTell('the module has none', reply);
    const { display_field: field } = found;
    if (field === null) return { switches: { displayField: 'null' }, seen: 'null' };
    if (typeof field === 'string') return { switches: { displayField: 'string' }, seen: 'a string' };
    return { switches: { displayField: 'object' }, seen: 'an object' };
  },
};
