import { cannotTell, inWords, isScopeMismatch } from './question.ts';
import type { Interview, OwnTag, Question, Reply } from './question.ts';
import type { SwitchesInput } from '../switches.ts';

/** Seconds after a change at which a search is made. The index is late, nobody says how late. */
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

/** Searches until the record is found. Answers the seconds after which it was; undefined if it never was. */
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
  credits: 70,
  async ask(interview) {
    const { makeRecords, makeTags, putOn, now } = interview;
    const [first = '', second = ''] = await makeRecords(2);
    const [tag] = await makeTags(1);
    // Its name begins with the other's.
    const longer = await nameLonger(interview, tag!);
    await putOn([tag!], [first]);
    await putOn([longer], [second]);
    const since = now();
    const reply = await search(interview, tag!.name);
    if (isScopeMismatch(reply)) return cannotTell('the token has no scope for searches', reply);
    if (reply.body.code === 'INVALID_QUERY') return { switches: { tagSearch: 'invalidQuery' }, seen: inWords(reply) };
    if (reply.status !== 200 && reply.status !== 204) return cannotTell('no known answer', reply);
    const lag = await untilFound(interview, tag!.name, first, since);
    // What is never found within minutes is not found at all: a search by a tag that is refused as empty.
    if (lag === undefined) return { switches: { tagSearch: 'empty' }, seen: `not found within ${LOOKS.at(-1)} s` };
    if ((await untilFound(interview, longer.name, second, since)) === undefined)
      return cannotTell('one record was found by its tag, and another was not');
    const isContains = finds(await search(interview, tag!.name), second);
    const inWindow = await search(interview, tag!.name, since - DAY);
    const isPartInWindow = finds(inWindow, first) ? finds(inWindow, second) : undefined;
    const isBlind = finds(await search(interview, tag!.name.toLowerCase()), first);
    const rows = await rowsAfterRemoval(interview, tag!, first);
    const switches: SwitchesInput = {
      tagSearch: 'accepted',
      searchEquals: isContains ? 'contains' : 'exact',
      ...(!isContains &&
        isPartInWindow !== undefined && { searchEqualsWithOthers: isPartInWindow ? 'contains' : 'same' }),
      searchCase: isBlind ? 'blind' : 'exact',
      searchLagSeconds: lag,
      ...(rows && { searchRows: rows }),
    };
    const words = [
      `found at the look after ${lag} s`,
      isContains ? 'a longer name was found, too' : 'no longer name',
      isPartInWindow === undefined
        ? 'not found with a window of time'
        : `with a window of time ${isPartInWindow ? 'longer names, too' : 'no longer name'}`,
      isBlind ? 'in small letters as well' : 'not in small letters',
      rows === undefined ? 'not found just after the removal' : `rows just after the removal: ${rows}`,
    ];
    return { switches, seen: words.join('; ') };
  },
};

/** Renames a second tag so that its name is the first one's and a letter. */
async function nameLonger({ module, call, makeTags }: Interview, { name }: OwnTag): Promise<OwnTag> {
  const [tag] = await makeTags(1);
  const longer = { id: tag!.id, name: `${name}x` };
  const reply = await call('PUT', `/settings/tags/${tag!.id}?module=${module}`, {
    body: { tags: [{ name: longer.name }] },
  });
  return reply.status === 200 ? longer : cannotTell('a tag could not be renamed', reply);
}
