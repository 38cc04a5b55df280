import { cannotTell, inWords, isScopeMismatch } from './question.ts';
import type { Interview, OwnTag, Question, Reply } from './question.ts';
import type { SwitchesInput } from '../switches.ts';

/** Seconds after a change at which a search is made. The index lags by an undocumented time. */
const LOOKS = [0, 5, 10, 15, 30, 60, 90, 120, 180, 300];

/** `since`: a second criterion, on the time of creation in milliseconds. */
function search({ module, call }: Interview, name: string, since?: number): Promise<Reply> {
  const byTag = `(Tag.name:equals:${name.replaceAll(/[\\(),]/g, String.raw`\$&`)})`;
  const time = since === undefined ? '' : `${new Date(since).toISOString().slice(0, 19)}+00:00`;
  const criteria = since === undefined ? byTag : `(${byTag} and (Created_Time:greater_than:${time}))`;
  return call('GET', `/${module}/search?criteria=${encodeURIComponent(criteria)}&fields=id,Tag&per_page=200`);
}

const DAY = 86_400_000;

function finds({ body }: Reply, id: string): boolean {
  return body.data?.some((row) => row.id === id) ?? false;
}

/** Searches until the record is found. Answers the seconds that it took; undefined if it was never found. */
async function untilFound(interview: Interview, name: string, id: string, since: number): Promise<number | undefined> {
  for (const seconds of LOOKS) {
    const due = since + seconds * 1000 - interview.now();
    if (due > 0) await interview.wait(due);
    if (finds(await search(interview, name), id)) return seconds;
  }
  return undefined;
}

async function rowsAfterRemoval(
  interview: Interview,
  tag: OwnTag,
  id: string,
): Promise<'current' | 'indexed' | undefined> {
  await interview.removeTags([tag], [id]);
  const row = (await search(interview, tag.name)).body.data?.find((found) => found.id === id);
  if (!row) return undefined;
  return row.Tag?.some((shown) => shown.id === tag.id) ? 'indexed' : 'current';
}

export const searchByTag: Question = {
  name: 'searchByTag',
  asks: 'What does a search by tag find, how late, and what do its rows show?',
  settles: ['tagSearch', 'searchEquals', 'searchEqualsWithOthers', 'searchCase', 'searchLagSeconds', 'searchRows'],
  examples: [
    { tagSearch: 'accepted', searchEquals: 'exact', searchCase: 'blind', searchLagSeconds: 0 },
    { tagSearch: 'empty' },
    { tagSearch: 'invalidQuery' },
    { searchEquals: 'contains' },
    { searchEqualsWithOthers: 'same' },
    { searchEqualsWithOthers: 'contains' },
    { searchCase: 'exact' },
    { searchLagSeconds: 15 },
    { searchLagSeconds: 120 },
    { searchLagSeconds: 120, searchRows: 'current' },
    { searchLagSeconds: 120, searchRows: 'indexed' },
  ],
  credits: 80,
  async ask(interview) {
    const { tag, longer, odd, first, second, third } = await tagged(interview);
    const since = interview.now();
    const reply = await search(interview, tag.name);
    if (isScopeMismatch(reply)) return cannotTell('the token has no scope for searches', reply);
    if (reply.body.code === 'INVALID_QUERY') return { switches: { tagSearch: 'invalidQuery' }, seen: inWords(reply) };
    if (reply.status !== 200 && reply.status !== 204) return cannotTell('no known answer', reply);
    const lag = await untilFound(interview, tag.name, first, since);
    // A record that is not found within minutes never is: the search accepts the field and ignores it.
    if (lag === undefined) return { switches: { tagSearch: 'empty' }, seen: `not found within ${LOOKS.at(-1)} s` };
    if ((await untilFound(interview, longer.name, second, since)) === undefined)
      return cannotTell('one record was found by its tag, and another was not');
    const isPart = finds(await search(interview, tag.name), second);
    const isPartInWindow = await partInWindow(interview, tag, { first, second, since });
    const isBlind = finds(await search(interview, tag.name.toLowerCase()), first);
    const isEscaped = finds(await search(interview, odd.name), third);
    const rows = await rowsAfterRemoval(interview, tag, first);
    const switches: SwitchesInput = {
      tagSearch: 'accepted',
      searchEquals: isPart ? 'contains' : 'exact',
      ...(!isPart && isPartInWindow !== undefined && { searchEqualsWithOthers: isPartInWindow ? 'contains' : 'same' }),
      searchCase: isBlind ? 'blind' : 'exact',
      searchLagSeconds: lag,
      ...(rows && { searchRows: rows }),
    };
    const inTime = isPartInWindow === undefined ? 'nothing' : isPartInWindow ? 'a longer name, too' : 'no longer name';
    const words = [
      `found at the look after ${lag} s`,
      isPart ? 'a longer name was found, too' : 'no longer name',
      `with a window of time ${inTime}`,
      isBlind ? 'in small letters as well' : 'not in small letters',
      `a name with "(,)" was ${isEscaped ? '' : 'not '}found escaped`,
      rows === undefined ? 'not found just after the removal' : `rows just after the removal: ${rows}`,
    ];
    return { switches, seen: words.join('; ') };
  },
};

/**
 * Three records, each with its own tag: a name, the same name with one more letter, and the same with characters that
 * have a meaning in a search.
 */
async function tagged(interview: Interview) {
  const [first = '', second = '', third = ''] = await interview.makeRecords(3);
  const [tag, longer, odd] = await interview.makeTags(3);
  const named = {
    tag: tag!,
    longer: await renamed(interview, longer!, `${tag!.name}x`),
    odd: await renamed(interview, odd!, `${odd!.name}(,)`),
  };
  await interview.putOn([named.tag], [first]);
  await interview.putOn([named.longer], [second]);
  await interview.putOn([named.odd], [third]);
  return { ...named, first, second, third };
}

async function renamed({ module, call }: Interview, { id }: OwnTag, name: string): Promise<OwnTag> {
  const reply = await call('PUT', `/settings/tags/${id}?module=${module}`, { body: { tags: [{ name }] } });
  return reply.status === 200 ? { id, name } : cannotTell('a tag could not be renamed', reply);
}

/** Whether a longer name is found with a second criterion next to the tag; undefined where the right one is not found. */
async function partInWindow(
  interview: Interview,
  tag: OwnTag,
  { first, second, since }: { first: string; second: string; since: number },
): Promise<boolean | undefined> {
  const reply = await search(interview, tag.name, since - DAY);
  return finds(reply, first) ? finds(reply, second) : undefined;
}
