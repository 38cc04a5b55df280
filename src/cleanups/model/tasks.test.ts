import { expect, test } from 'vitest';
import type { Run } from '../../runs/model/types.ts';
import { newRun } from '../../runs/model/machine.ts';
import { ORG, USER } from '../../runs/testing/zylker.ts';
import { LEADS, TICKED } from '../../runs/testing/world.ts';
import type { CleanupStep } from './types.ts';
import { againTasks } from './tasks.ts';

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
