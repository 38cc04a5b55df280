import { strFromU8, unzipSync } from 'fflate';
import Papa from 'papaparse';
import { cannotTell, isScopeMismatch } from './question.ts';
import type { Interview, OwnTag, Question, Reply } from './question.ts';
import type { Switches, SwitchesInput } from '../switches.ts';

/** Seconds after the start at which the job is checked. */
const LOOKS = [0, 2, 5, 10, 20, 30, 45, 60, 90, 120, 180, 300];
/** Clocks of this computer and of Zoho may differ. */
const CLOCKS_DIFFER_MS = 600_000;

const CRITERION: Record<string, Switches['bulkReadTagCriterion']> = {
  FIELD_COMPARATOR_IN_CRITERIA_NOT_SUPPORTED: 'comparatorRefused',
  FIELD_AND_COMPARATOR_IN_CRITERIA_NOT_COMPATIBLE: 'comparatorRefused',
  COMPARATOR_AND_VALUE_IN_CRITERIA_NOT_COMPATIBLE: 'comparatorRefused',
  FIELD_IN_CRITERIA_NOT_SUPPORTED: 'fieldRefused',
  INVALID_CRITERIA: 'invalidCriteria',
};
const NO_COLUMN = ['FIELD_NOT_SUPPORTED', 'FIELD_NOT_AVAILABLE'];

interface Job {
  id: string;
  state: string;
  count: number | undefined;
}

function jobOf({ body }: Reply): Job | undefined {
  const [item] = body.data ?? [];
  const { id, state } = (item?.details ?? item ?? {}) as { id?: unknown; state?: unknown };
  const { count } = (item?.['result'] ?? {}) as { count?: unknown };
  if (typeof id !== 'string' || typeof state !== 'string' || !/^[A-Z ]+$/.test(state)) return undefined;
  return { id, state, count: typeof count === 'number' ? count : undefined };
}

interface Started {
  job: Job;
  /** The findings of the refusals before it. */
  switches: SwitchesInput;
  isByTag: boolean;
  hasColumn: boolean;
}

/** Starts a job by the tag and with its column, or without the one of the two that Zoho refuses. */
async function start({ module, bulk, now }: Interview, tag: OwnTag): Promise<Started> {
  const since = `${new Date(now() - CLOCKS_DIFFER_MS).toISOString().slice(0, 19)}+00:00`;
  const byTag = { field: { api_name: 'Tag' }, comparator: 'equal', value: tag.name };
  // Without a criterion the file would hold the whole module.
  const byTime = { field: { api_name: 'Created_Time' }, comparator: 'greater_equal', value: since };
  const switches: SwitchesInput = {};
  let [isByTag, hasColumn] = [true, true];
  for (;;) {
    const fields = hasColumn ? ['id', 'Tag'] : ['id'];
    const query = { module: { api_name: module }, fields, criteria: isByTag ? byTag : byTime };
    const reply = await bulk('POST', '/read', { body: { query, file_type: 'csv' } });
    if (isScopeMismatch(reply)) return cannotTell('the token has no scope for bulk reads', reply);
    const job = jobOf(reply);
    if (job) return { job, switches, isByTag, hasColumn };
    const code = reply.body.code ?? reply.body.data?.[0]?.code ?? '';
    const criterion = CRITERION[code];
    if (hasColumn && NO_COLUMN.includes(code)) {
      hasColumn = false;
      switches.bulkReadTagColumn = 'refused';
    } else if (isByTag && criterion) {
      isByTag = false;
      switches.bulkReadTagCriterion = criterion;
    } else return cannotTell('no known answer', reply);
  }
}

/** Heads and rows of the one file in a ZIP. */
function rowsIn({ file }: Reply): string[][] | undefined {
  if (!file) return undefined;
  const [csv, ...others] = Object.values(unzipSync(file));
  return csv && others.length === 0 ? Papa.parse<string[]>(strFromU8(csv), { skipEmptyLines: true }).data : undefined;
}

/** The separator between the two names. */
function separatorIn(cell: string, [first, second]: OwnTag[]): Switches['bulkReadTagColumn'] | undefined {
  const rest = cell.replace(first!.name, '').replace(second!.name, '').trim();
  return { ',': 'commas' as const, ';': 'semicolons' as const }[rest];
}

/** Untag does not read by Zoho's export job yet; above 100,000 records it is the only way. */
export const bulkRead: Question = {
  name: 'bulkRead',
  asks: 'Does a bulk read take a tag as its criterion and Tag as a column, and how long does it take?',
  settles: ['bulkReadTagCriterion', 'bulkReadTagColumn', 'bulkReadIdColumn', 'bulkReadSeconds', 'bulkReadEnd'],
  examples: [
    { bulkReadTagCriterion: 'accepted', bulkReadTagColumn: 'commas', bulkReadIdColumn: 'Id', bulkReadEnd: 'completed' },
    { bulkReadTagCriterion: 'comparatorRefused' },
    { bulkReadTagCriterion: 'fieldRefused' },
    { bulkReadTagCriterion: 'invalidCriteria', bulkReadTagColumn: 'semicolons' },
    { bulkReadTagColumn: 'absent', bulkReadIdColumn: 'id' },
    { bulkReadTagCriterion: 'fieldRefused', bulkReadTagColumn: 'refused' },
    { bulkReadSeconds: 0 },
    { bulkReadSeconds: 60 },
    { bulkReadEnd: 'failure' },
    { bulkReadEnd: 'stuck' },
  ],
  credits: 185,
  async ask(interview) {
    const { bulk, makeRecords, makeTags, putOn, wait, now } = interview;
    const ids = await makeRecords(2);
    const tags = await makeTags(2);
    await putOn(tags, [ids[0]!]);
    const { job, switches, isByTag, hasColumn } = await start(interview, tags[0]!);
    const since = now();
    const states = new Set([job.state]);
    for (const seconds of LOOKS) {
      const due = since + seconds * 1000 - now();
      if (due > 0) await wait(due);
      const current = jobOf(await bulk('GET', `/read/${job.id}`));
      if (current) states.add(current.state);
      const way = [...states].join(', ');
      if (current?.state.startsWith('FAIL')) return { switches: { ...switches, bulkReadEnd: 'failure' }, seen: way };
      if (current?.state !== 'COMPLETED') continue;
      const rows = rowsIn(await bulk('GET', `/read/${job.id}/result`));
      const [head = [], ...lines] = rows ?? [];
      const [idColumn = ''] = head;
      const mine = lines.find((line) => line[0] === ids[0]);
      if (!mine || (idColumn !== 'Id' && idColumn !== 'id'))
        return cannotTell(`done after ${seconds} s, but the file has not the record that is sought`);
      if (isByTag && lines.some((line) => line[0] === ids[1]))
        return cannotTell(`done after ${seconds} s, but the criterion counted for nothing`);
      const place = head.indexOf('Tag');
      const column = place < 0 ? 'absent' : separatorIn(mine[place] ?? '', tags);
      const found: SwitchesInput = {
        ...(isByTag && { bulkReadTagCriterion: 'accepted' }),
        ...(hasColumn && column && { bulkReadTagColumn: column }),
        ...switches,
        bulkReadIdColumn: idColumn,
        bulkReadSeconds: seconds,
        bulkReadEnd: 'completed',
      };
      const words = hasColumn ? (column ?? 'tags in a form that is not known') : 'no column of tags';
      return { switches: found, seen: `${way} after ${seconds} s; ${isByTag ? 'by tag' : 'by time'}; ${words}` };
    }
    const seen = `${[...states].join(', ')} and not done within ${LOOKS.at(-1)} s`;
    return { switches: { ...switches, bulkReadEnd: 'stuck' }, seen };
  },
};
