import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LAW_SEED } from '../runs/testing/law-seed.ts';
import { cleanupWorld } from './testing/cleanup-world.ts';
import { EVERY_RULE } from './testing/cleanup-play.ts';
import { type NameRules, ReplacePlay, type Scenario, scenario } from './testing/replace-play.ts';

const isWhole = process.env['UNTAG_TEST_ALL'] !== undefined;

const UNDISTURBED: Scenario['undo'] = { reads: [], writes: [], changes: [], deaths: [], edits: [], stops: [] };

/**
 * A call that got no answer makes the tag late: the clean-up has long found the tag that had the name, and somebody else
 * has deleted that one.
 */
const LATE_MAKE: Scenario = {
  leads: [],
  contacts: [[5]],
  order: [6, 1, 4, 2, 3, 0, 5],
  newName: 'VIP',
  tagLimit: null,
  ways: { Leads: 'scan', Contacts: 'scan' },
  isEnough: false,
  isDeleting: false,
  steps: [],
  stage: { ...UNDISTURBED, changes: [{ kind: 'silent', code: 'timeout', applyAfterMs: 3_101, tookMs: 100 }] },
  drop: { afterMs: 0, tag: 3 },
  undo: UNDISTURBED,
  undoDrop: { afterMs: 0, tag: 0 },
};

async function play(given: Scenario, rules: NameRules): Promise<void> {
  const made = await cleanupWorld();
  try {
    // A clock that is set forward hides how long a call has been under way. Its name may then be another tag's.
    const one = new ReplacePlay(made, rules.isRemovalCaseBlind ? { ...given, steps: [] } : given, rules);
    await one.replace();
    await one.undo();
    expect(one.broken).toEqual([]);
  } finally {
    await made.end();
  }
}

test.each(EVERY_RULE.flatMap((made) => [false, true].map((isRemovalCaseBlind) => ({ made, isRemovalCaseBlind }))))(
  'no record loses an old tag without the tag that stays, nor that one before the old are back ($made, $isRemovalCaseBlind)',
  { timeout: 600_000 },
  async (rules) => {
    const property = fc.asyncProperty(scenario, (given) => play(given, rules));
    const result = await fc.check(property, {
      seed: LAW_SEED,
      numRuns: isWhole ? 75 : 2,
      timeout: 30_000,
      examples: [[LATE_MAKE]],
    });
    expect(result.failed ? [fc.defaultReportMessage(result), result.errorInstance] : []).toEqual([]);
  },
);
