import { cannotTell } from './question.ts';
import type { Question } from './question.ts';

export const noTags: Question = {
  name: 'noTags',
  asks: 'How does a read show a record without tags?',
  settles: ['noTags'],
  credits: 3,
  async ask({ module, call, makeRecords }) {
    const [id = ''] = await makeRecords(1);
    const reply = await call('GET', `/${module}?ids=${id}&fields=Tag`);
    const row = reply.body.data?.[0];
    if (!row) return cannotTell('the record was not read', reply);
    if (!('Tag' in row)) return { switches: { noTags: 'absent' }, seen: 'no key Tag' };
    if (row.Tag === null) return { switches: { noTags: 'null' }, seen: 'Tag: null' };
    if (Array.isArray(row.Tag) && row.Tag.length === 0) return { switches: { noTags: 'emptyArray' }, seen: 'Tag: []' };
    return cannotTell('a new record is not without tags');
  },
};
