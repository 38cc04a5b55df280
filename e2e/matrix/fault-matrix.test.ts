import 'fake-indexeddb/auto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { OUTCOMES } from '../../src/shared/run-summary.ts';
import { scaledClock } from '../zoho/clock.ts';
import { startZoho, type Zoho } from '../zoho/simulator.ts';
import { type Case, CASES, PUT_CASES, REFUSALS_AND_CLOCKS } from './cases.ts';
import { type Played, play } from './play.ts';

const SPEED = 20;
const isWhole = process.env['UNTAG_TEST_ALL'] !== undefined;
/** With fewer records a run has fewer calls of each kind, but meets the same faults. */
const RECORDS = isWhole ? 1_200 : 500;

let zoho: Zoho;
const table: string[] = [];

beforeAll(async () => {
  zoho = await startZoho({ leads: RECORDS, clock: scaledClock(SPEED) });
});

afterAll(async () => {
  console.log([line(['case', ...OUTCOMES, 'calls', 'credits', 'undo']), ...table].join('\n'));
  await zoho.stop();
});

function line([name, ...cells]: readonly [string, ...(string | number)[]]): string {
  return name.padEnd(28) + cells.map((cell) => String(cell).padStart(10)).join('');
}

function report({ name }: Case, { run, undo, calls }: Played): void {
  const { reads, writes, checks } = run.credits;
  const counts = OUTCOMES.map((outcome) => run.counts[outcome]);
  table.push(line([name, ...counts, calls, reads + writes + checks, undo === null ? '-' : undo.counts.removed]));
}

const PLAYED = [
  ...[...CASES, ...REFUSALS_AND_CLOCKS].map((given) => ({ given, kind: 'removal' as const })),
  ...PUT_CASES.map((given) => ({ given, kind: 'put' as const })),
];

test.each(PLAYED.filter(({ given }) => isWhole || given.isTelling === true))(
  '$given.name',
  { timeout: 60_000 },
  async ({ given, kind }) => {
    const played = await play(zoho, given, { records: RECORDS, speed: SPEED, kind });
    report(given, played);
    const sum = OUTCOMES.reduce((total, outcome) => total + played.run.counts[outcome], 0);
    expect({ ...played, sum, forbidden: zoho.forbidden(), tagChanges: zoho.tagChanges() }).toMatchObject({
      run: { state: 'done', total: RECORDS, counts: { pending: 0, unknown: 0 } },
      sum: RECORDS,
      wrong: [],
      notBack: [],
      forbidden: [],
      tagChanges: [],
    });
  },
);
