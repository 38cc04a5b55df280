import { cannotTell, inWords } from './question.ts';
import { lockedForm } from './locked-form.ts';
import type { Question } from './question.ts';

export const locked: Question = {
  name: 'locked',
  asks: 'How is a locked record answered, in a removal and in an addition?',
  settles: ['locked'],
  credits: 16,
  async ask({ module, call, makeRecords, makeTags, putOn, lockRecord, removeTags }) {
    const [free = '', shut = ''] = await makeRecords(2);
    const [on, off] = await makeTags(2);
    await putOn([on!], [free, shut]);
    await lockRecord(shut);
    const removed = await removeTags([on!], [free, shut]);
    const added = await call('POST', `/${module}/actions/add_tags`, { body: { tags: [off], ids: [free, shut] } });
    const forms = [lockedForm(removed, shut, free), lockedForm(added, shut, free)] as const;
    const [removing, adding] = forms;
    const seen = `removing: ${inWords(removed)}; adding: ${inWords(added)}`;
    if (removing === 'changed') return cannotTell('the lock does not keep this user from changing the record');
    if (removing === 'unknown' || adding === 'unknown' || adding === 'changed') return cannotTell(seen);
    if (removing === adding) return { switches: { locked: removing }, seen };
    if (removing === 'item' && adding === 'bare') return { switches: { locked: 'asRecorded' }, seen };
    return cannotTell(`no switch for that: ${removing} in ${inWords(removed)}, ${adding} in ${inWords(added)}`);
  },
};
