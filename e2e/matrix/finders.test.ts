import 'fake-indexeddb/auto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createJournal } from '../../src/runs/journal/journal.ts';
import type { RunSummary } from '../../src/shared/run-summary.ts';
import { isAppError } from '../../src/shared/errors.ts';
import { scaledClock } from '../zoho/clock.ts';
import { startZoho, type Zoho } from '../zoho/simulator.ts';
import { type FinderCase, FINDER_CASES, leadsOf, TAG, type Way } from './finder-cases.ts';
import { nodeHome } from './node-ports.ts';
import { LEADS } from './play.ts';

const RECORDS = 2_450;
const SPEED = 20;
const isWhole = process.env['UNTAG_TEST_ALL'] !== undefined;
const ENDPOINTS = { scan: 'records', search: 'searchRecords' } as const;

let zoho: Zoho;
const table: string[] = [];

beforeAll(async () => {
  zoho = await startZoho({ leads: RECORDS, clock: scaledClock(SPEED) });
});
afterAll(async () => {
  console.log([line(['case', 'way', 'truth', 'found', 'counted', 'removed', 'calls', 'ends']), ...table].join('\n'));
  await zoho.stop();
});

function line([name, ...cells]: readonly [string, ...(string | number)[]]): string {
  return name.padEnd(38) + cells.map((cell) => String(cell).padStart(13)).join('');
}

interface Played {
  /** The run once its records are found, and once they are dealt with; null where they could not be found. */
  readonly found: RunSummary;
  readonly run: RunSummary | null;
  readonly counted: number | null;
  readonly ids: readonly string[];
  /** Records that had the tag when they were found. */
  readonly truth: readonly string[];
  /** Of those, the records that have it in the end. */
  readonly left: readonly string[];
  /** Records of which the journal says that they lost the tag, and that did not have it. */
  readonly falselyLost: readonly string[];
  readonly calls: number;
}

async function play(given: FinderCase, way: Way): Promise<Played> {
  zoho.reset();
  const leads = leadsOf(zoho);
  const tag = leads.tags().find(({ name }) => name === TAG)!;
  const has = (id: string) => leads.seen(id)?.tags.some(({ id: tagId }) => tagId === tag.id) === true;
  given.before?.(leads, zoho);
  zoho.set(given.switches ?? {});
  const home = await nodeHome(zoho, { orgKey: 'brightside', speed: SPEED, isWide: true });
  try {
    for (const fault of given.faults?.(ENDPOINTS[way]) ?? []) zoho.inject(fault);
    const counted = await home.api.tagCount('Leads', tag.id).then(
      ({ records }) => records,
      (error: unknown) => {
        if (isAppError(error)) return null;
        throw error;
      },
    );
    given.meanwhile?.(leads, zoho);
    const had = new Set(leads.ids().filter(has));
    const holders = { tags: [{ id: tag.id, name: TAG, colour: null }], way, counted: [counted] };
    const source = { kind: 'tag', viewId: null, viewName: null, pages: null, holders } as const;
    const { engine, connectionId } = home;
    await engine.read({ runId: 'run', connectionId, module: LEADS, source, ids: null });
    const found = await home.shows('run', ({ state }) => state === 'planned' || state === 'stopped');
    const journal = createJournal();
    const ids = (await journal.rowsAfter('run', -1, RECORDS)).map(({ id }) => id);
    const truth = [...had].filter(has);
    let run: RunSummary | null = null;
    if (found.state === 'planned' && found.total > 0) {
      await engine.start({ runId: 'run', tagIds: [tag.id] });
      run = await home.shows('run', ({ state }) => state === 'done' || state === 'stopped');
    }
    const rows = await journal.rowsAfter('run', -1, RECORDS);
    const falselyLost = rows.filter(({ id, lost }) => lost.length > 0 && !had.has(id)).map(({ id }) => id);
    const calls = zoho.requests.length;
    return { found, run, counted, ids, truth, left: truth.filter(has), falselyLost, calls };
  } finally {
    await home.end();
  }
}

/** `whole`, or what the run says of those that are missing; `silent` where it says nothing. */
function endOf({ found, ids, truth, counted }: Played): string {
  const isMissing = truth.some((id) => !ids.includes(id));
  if (found.state === 'stopped') return found.error?.code ?? 'silent';
  if (counted !== null && ids.length < counted) return isMissing ? 'fewer' : 'whole, fewer';
  return isMissing ? 'silent' : 'whole';
}

const ALL = FINDER_CASES.flatMap((given) =>
  (given.way === undefined ? (['scan', 'search'] as const) : [given.way]).map((way) => ({ ...given, by: way })),
);

/** What the short test plays. */
const TELLING = ['page token expired, by scan', 'search lags, by search', 'search refused by its field, by search'];

test.each(ALL.filter((given) => isWhole || TELLING.includes(`${given.name}, by ${given.by}`)))(
  '$name, by $by',
  { timeout: 60_000 },
  async (given) => {
    const played = await play(given, given.by);
    const end = endOf(played);
    const { ids, truth, counted, run, calls, falselyLost, left } = played;
    table.push(
      line([given.name, given.by, truth.length, ids.length, counted ?? '-', run?.counts.removed ?? '-', calls, end]),
    );
    const isAllFound = end.startsWith('whole');
    expect({ end, isAllFound }).toEqual({
      end,
      isAllFound: given.ends === 'either' ? isAllFound : given.ends === 'whole',
    });
    expect({ end, isTwice: ids.length - new Set(ids).size, falselyLost }).toEqual({ end, isTwice: 0, falselyLost: [] });
    expect(end).not.toBe('silent');
    expect(run === null ? [] : left.filter((id) => ids.includes(id))).toEqual([]);
    expect(run?.counts.pending ?? 0).toBe(0);
    expect(zoho.forbidden()).toEqual([]);
    expect(calls).toBeLessThan(400);
  },
);
