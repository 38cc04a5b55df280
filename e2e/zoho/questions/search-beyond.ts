import { cannotTell, inWords, isScopeMismatch } from './question.ts';
import type { Question } from './question.ts';

/** One more than a search shows by the docs. */
const RECORDS = 2_001;
const AT_ONCE = 100;
const TAGGED_AT_ONCE = 500;
/** Seconds at which the index is asked whether it has all of them. */
const LOOKS = [0, 15, 30, 60, 120, 180, 300];

export const searchBeyond: Question = {
  name: 'searchBeyond',
  asks: 'What does a search answer beyond row 2,000?',
  settles: ['searchBeyond'],
  credits: 500,
  onlyIfNamed: `It makes ${RECORDS} records and deletes them; they stay in the recycle bin.`,
  async ask({ module, call, makeRecords, makeTags, putOn, wait, now }) {
    const [tag] = await makeTags(1);
    const ids: string[] = [];
    while (ids.length < RECORDS) ids.push(...(await makeRecords(Math.min(AT_ONCE, RECORDS - ids.length))));
    for (let from = 0; from < RECORDS; from += TAGGED_AT_ONCE)
      await putOn([tag!], ids.slice(from, from + TAGGED_AT_ONCE));
    const criteria = encodeURIComponent(`(Tag.name:equals:${tag!.name})`);
    const page = (number: number) =>
      call('GET', `/${module}/search?criteria=${criteria}&fields=id&per_page=200&page=${number}`);
    const since = now();
    for (const seconds of LOOKS) {
      const due = since + seconds * 1000 - now();
      if (due > 0) await wait(due);
      const last = await page(10);
      if (isScopeMismatch(last)) return cannotTell('the token has no scope for searches', last);
      if (last.body.data?.length !== 200 || last.body.info?.['more_records'] !== true) continue;
      const beyond = await page(11);
      const seen = inWords(beyond);
      if (beyond.status === 400) return { switches: { searchBeyond: 'limitReached' }, seen };
      if (beyond.status === 204) return { switches: { searchBeyond: 'noContent' }, seen };
      if (beyond.body.data?.length === 1)
        return { switches: { searchBeyond: 'rows' }, seen: `${seen} with row ${RECORDS}` };
      return cannotTell('no known answer', beyond);
    }
    return cannotTell(`the search has not found all ${RECORDS} records within ${LOOKS.at(-1)} s`);
  },
};
