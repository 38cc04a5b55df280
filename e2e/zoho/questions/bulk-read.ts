import { cannotTell, inWords, isScopeMismatch } from './question.ts';
import type { Question, Reply } from './question.ts';

/** Looks at the job, every ten seconds. */
const LOOKS = 18;

function jobOf({ body }: Reply): { id: string; state: string; count: number | undefined } | undefined {
  const [item] = body.data ?? [];
  const { id, state } = (item?.details ?? item ?? {}) as { id?: unknown; state?: unknown };
  const { count } = (item?.['result'] ?? {}) as { count?: unknown };
  if (typeof id !== 'string' || typeof state !== 'string' || !/^[A-Z ]+$/.test(state)) return undefined;
  return { id, state, count: typeof count === 'number' ? count : undefined };
}

/** Untag does not read by Zoho's export job yet; above 100,000 records it is the only way. */
export const bulkRead: Question = {
  name: 'bulkRead',
  asks: 'Does a bulk read take a tag as its criterion and Tag as a column?',
  settles: [],
  credits: 130,
  async ask({ module, bulk, makeRecords, makeTags, putOn, wait }) {
    const ids = await makeRecords(2);
    const [tag] = await makeTags(1);
    await putOn([tag!], [ids[0]!]);
    const criteria = { field: { api_name: 'Tag' }, comparator: 'equal', value: tag!.name };
    const query = (fields: string[], by: object) => ({
      query: { module: { api_name: module }, fields, ...by },
      file_type: 'csv',
    });
    const both = await bulk('POST', '/read', { body: query(['id', 'Tag'], { criteria }) });
    if (isScopeMismatch(both)) return cannotTell('the token has no scope for bulk reads', both);
    const job = jobOf(both);
    if (!job) {
      const column = await bulk('POST', '/read', { body: query(['id', 'Tag'], {}) });
      if (both.status === 404) return cannotTell('there is no bulk read', both);
      return { switches: {}, seen: `criterion and column: ${inWords(both)}; column alone: ${inWords(column)}` };
    }
    for (let look = 0; look < LOOKS; look += 1) {
      const now = jobOf(await bulk('GET', `/read/${job.id}`));
      if (now?.state === 'COMPLETED') {
        const found = now.count === undefined ? 'rows not told' : `${now.count} rows where 1 is right`;
        return { switches: {}, seen: `${inWords(both)}, COMPLETED within ${(look + 1) * 10} s, ${found}` };
      }
      if (now?.state.startsWith('FAIL')) return { switches: {}, seen: `${inWords(both)}, then ${now.state}` };
      await wait(10_000);
    }
    return { switches: {}, seen: `${inWords(both)}, not done within ${LOOKS * 10} s` };
  },
};
