import { cannotTell } from './question.ts';
import type { Interview, Question, Reply } from './question.ts';
import type { SwitchesInput } from '../switches.ts';

/** How often each call is measured, because other clients spend credits of the org too. */
const TIMES = 2;

function remaining({ headers }: Reply): number | undefined {
  const remaining = headers.get('x-api-credits-remaining');
  return remaining !== null && /^\d+$/.test(remaining) ? Number(remaining) : undefined;
}

/**
 * Credits that a call costs, from the remaining credits on its answer and on the one before; undefined where two
 * measurements differ.
 */
async function costOf({ module, call }: Interview, send: () => Promise<Reply>): Promise<number | undefined> {
  const costs = new Set<number>();
  for (let time = 0; time < TIMES; time += 1) {
    const before = remaining(await call('GET', `/settings/tags?module=${module}`));
    const reply = await send();
    const after = remaining(reply);
    if (before === undefined || after === undefined)
      return cannotTell('credits left are told from half of the quota on, and this org has used less');
    if (reply.status >= 400) return undefined;
    costs.add(before - after);
  }
  const [cost] = costs;
  return costs.size === 1 ? cost : undefined;
}

export const callCredits: Question = {
  name: 'callCredits',
  asks: 'How many credits do a bulk read, a search and a timeline cost?',
  settles: ['bulkReadCredits', 'searchCredits', 'timelineCredits'],
  examples: [
    { bulkReadCredits: 50, searchCredits: 3 },
    { bulkReadCredits: 20, timelineCredits: 2 },
  ],
  credits: 125,
  async ask(interview) {
    const { module, call, bulk, makeRecords, makeTags } = interview;
    const [id = ''] = await makeRecords(1);
    const [tag] = await makeTags(1);
    const criteria = {
      field: { api_name: 'Created_Time' },
      comparator: 'greater_equal',
      value: '2100-01-01T00:00:00+00:00',
    };
    const query = { module: { api_name: module }, fields: ['id'], criteria };
    const search = `/${module}/search?criteria=${encodeURIComponent(`(Tag.name:equals:${tag!.name})`)}&fields=id`;
    const timeline = await costOf(interview, () => call('GET', `/${module}/${id}/__timeline?per_page=50`));
    const searching = await costOf(interview, () => call('GET', search));
    const bulkRead = await costOf(interview, () => bulk('POST', '/read', { body: { query, file_type: 'csv' } }));
    const switches: SwitchesInput = {
      ...(bulkRead !== undefined && { bulkReadCredits: bulkRead }),
      ...(searching !== undefined && { searchCredits: searching }),
      ...(timeline !== undefined && { timelineCredits: timeline }),
    };
    if (Object.keys(switches).length === 0)
      return cannotTell('the calls were refused, or others spent credits meanwhile');
    const word = (cost: number | undefined) => cost ?? 'not told';
    const seen = `bulk read ${word(bulkRead)}, search ${word(searching)}, timeline ${word(timeline)}`;
    return { switches, seen };
  },
};
