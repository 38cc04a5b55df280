import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LAW_SEED } from '../runs/testing/law-seed.ts';
import { EVERY_RULE, type NameRule } from './testing/cleanup-play.ts';
import { cleanupWorld } from './testing/cleanup-world.ts';
import { type Scenario, scenario, TagsPlay } from './testing/tags-play.ts';

const isWhole = process.env['UNTAG_TEST_ALL'] !== undefined;

async function play(given: Scenario, rule: NameRule): Promise<void> {
  const made = await cleanupWorld();
  try {
    const one = new TagsPlay(made, given, rule);
    await one.play();
    await one.undo();
    expect(one.broken).toEqual([]);
  } finally {
    await made.end();
  }
}

test.each(EVERY_RULE)(
  'a rename, or a delete of unused tags, and its undo change what they say and nothing else (names are compared: %s)',
  { timeout: 600_000 },
  async (rule) => {
    const property = fc.asyncProperty(scenario, (given) => play(given, rule));
    const result = await fc.check(property, {
      seed: LAW_SEED,
      numRuns: isWhole ? 150 : 3,
      timeout: 30_000,
    });
    expect(result.failed ? [fc.defaultReportMessage(result), result.errorInstance] : []).toEqual([]);
  },
);
