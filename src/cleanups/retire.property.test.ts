import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cleanupWorld, type CleanupWorld } from './testing/cleanup-world.ts';
import { RetirePlay, type Scenario, scenario } from './testing/retire-play.ts';

async function stepTheClock({ world }: CleanupWorld, steps: Scenario['steps']): Promise<void> {
  for (const { afterMs, skewMs } of steps) {
    await world.clock.wait(afterMs);
    world.skewMs = skewMs;
  }
}

async function play(given: Scenario): Promise<void> {
  const made = await cleanupWorld();
  try {
    const one = new RetirePlay(made, given);
    void stepTheClock(made, given.steps);
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
    const numRuns = process.env['UNTAG_TEST_ALL'] === undefined ? 12 : 400;
    const result = await fc.check(fc.asyncProperty(scenario, play), { numRuns, timeout: 30_000 });
    expect(result.failed ? [fc.defaultReportMessage(result), result.errorInstance] : []).toEqual([]);
  },
);
