import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LAW_SEED } from '../runs/testing/law-seed.ts';
import { cleanupWorld } from './testing/cleanup-world.ts';
import { RetirePlay, type Scenario, scenario } from './testing/retire-play.ts';

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
    // A slow machine plays as many as it can.
    const limits = { timeout: 30_000, interruptAfterTimeLimit: 540_000 };
    const numRuns = isWhole ? 600 : 6;
    const result = await fc.check(fc.asyncProperty(scenario, play), { seed: LAW_SEED, numRuns, ...limits });
    expect(result.failed ? [fc.defaultReportMessage(result), result.errorInstance] : []).toEqual([]);
  },
);
