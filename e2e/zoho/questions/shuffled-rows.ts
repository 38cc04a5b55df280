import { cannotTell } from './question.ts';
import type { Question } from './question.ts';

const RECORDS = 10;

export const shuffledRows: Question = {
  name: 'shuffledRows',
  asks: 'Do rows come in the order of the sort?',
  settles: ['shuffledRows'],
  credits: 8,
  async ask({ module, call, makeRecords }) {
    const made = await makeRecords(RECORDS);
    for (let look = 0; look < 3; look += 1) {
      const reply = await call('GET', `/${module}?ids=${made.join(',')}&fields=id`);
      const ids = (reply.body.data ?? []).flatMap(({ id }) => id ?? []);
      if (ids.length !== RECORDS) return cannotTell('not all records were read', reply);
      const sorted = ids.toSorted((a, b) => (BigInt(a) < BigInt(b) ? 1 : -1));
      if (ids.some((id, place) => id !== sorted[place]))
        return { switches: { shuffledRows: true }, seen: 'not by id, newest first' };
    }
    return { switches: { shuffledRows: false }, seen: 'by id, newest first, three times' };
  },
};
