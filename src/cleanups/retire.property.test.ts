import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cleanupWorld } from './testing/cleanup-world.ts';
import { RetirePlay, type Scenario, scenario } from './testing/retire-play.ts';

/** `npm test` plays the same scenarios each time, so that it cannot fail by chance; `npm run test:all` plays new ones. */
const SEED = 20_261_129;

async function play(given: Scenario): Promise<void> {
  const made = await cleanupWorld();
  try {
    const one = new RetirePlay(made, given);
    await one.retire();
    await one.undo();
    expect(one.broken).toEqual([]);
  } finally {
    await made.end();
  }
}

test(
  'a retire and its undo hold for any records, faults, deaths, clocks and colleagues',
  { timeout: 600_000 },
  async () => {
    const isWhole = process.env['UNTAG_TEST_ALL'] !== undefined;
    const some = isWhole ? { numRuns: 600 } : { numRuns: 6, seed: SEED };
    // A slow machine plays as many as it can.
    const limits = { timeout: 30_000, interruptAfterTimeLimit: 540_000 };
    const result = await fc.check(fc.asyncProperty(scenario, play), { ...some, ...limits });
    expect(result.failed ? [fc.defaultReportMessage(result), result.errorInstance] : []).toEqual([]);
  },
);
