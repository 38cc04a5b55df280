import { describe, expect, test } from 'vitest';
import type { Run } from '../../runs/model/types.ts';
import { newRun } from '../../runs/model/machine.ts';
import { NO_COUNTS } from '../../shared/run-summary.ts';
import { ORG, USER } from '../../runs/testing/zylker.ts';
import { LEADS, TICKED } from '../../runs/testing/world.ts';
import type { CleanupStep, Task } from './types.ts';
import { againTasks, continued } from './tasks.ts';

const steps: readonly CleanupStep[] = [
  { module: LEADS, holders: { tags: [], way: 'scan', counted: [] }, runId: 'run', undoId: 'undo' },
];

function ended(change: Partial<Run>): Run {
  const given = {
    id: 'run',
    kind: 'removal',
    undoes: null,
    connectionId: 'c',
    org: ORG,
    user: USER,
    module: LEADS,
  } as const;
  return { ...newRun({ ...given, source: TICKED, at: 1 }), state: 'done', startedAt: 1, endedAt: 2, ...change };
}

test.each([
  ['nothing failed', {}, 0],
  ['a tag that went by mistake is missing', { mistake: { tags: [1], missing: 2, restored: 0, unconfirmed: 0 } }, 1],
  ['it is not known who took a tag off', { mistake: { tags: [], missing: 0, restored: 0, unconfirmed: 3 } }, 1],
])('a run of which %s is tried again accordingly', (_, change, tasks) => {
  expect(againTasks({ kind: 'retire', steps, isUndo: false, left: [] }, 'retry', () => ended(change))).toHaveLength(
    tasks,
  );
});

describe('a put that goes on', () => {
  const replacing = steps.map((step) => ({
    ...step,
    replace: { stays: { id: '1', name: 'VIP', colour: null }, putId: 'put', takeBackId: 'takeBack' },
  }));
  const goOnPut: Task = { do: 'goOn', of: 'put', step: 0, isBegun: false };
  const goOn: Task = { do: 'goOn', step: 0, isBegun: false };
  const retry: Task = { do: 'retry', step: 0, isBegun: false };
  const failed = ended({ counts: { ...NO_COUNTS, failed: 2 } });

  test.each<[string, readonly Task[], Run | null, readonly Task[]]>([
    ['is followed by a retry of the removal', [goOnPut], failed, [goOnPut, retry]],
    ['is followed by one after the removal goes on', [goOnPut, goOn], failed, [goOnPut, goOn, retry]],
    ['is followed by one alone', [goOnPut, retry], failed, [goOnPut, retry]],
    [
      'is followed by the removal that is still to come',
      [goOnPut, { do: 'remove', step: 0 }],
      null,
      [goOnPut, { do: 'remove', step: 0 }],
    ],
    ['is followed by nothing where the removal left no record alone', [goOnPut], ended({}), [goOnPut]],
  ])('%s', (_, left, removal, tasks) => {
    const runOf = (id: string) => (id === 'run' ? removal : ended({ id, state: 'stopped' }));
    expect(continued({ left, steps: replacing, isUndo: false }, runOf)).toEqual(tasks);
  });
});
