import { createCleanupStore } from '../../cleanups/store/database.ts';
import type { Cleanup } from '../../cleanups/model/types.ts';
import type { Run } from '../../runs/model/types.ts';
import type { Module } from '../../shared/run-summary.ts';
import { runOf, store, type TestRecord } from './stored-run.ts';

const { module: LEADS, tags, connectionId, org, user } = runOf('any', []);

export const MODULES: readonly Module[] = [
  LEADS,
  { ...LEADS, apiName: 'Contacts', moduleSlug: 'Contacts', singular: 'Contact', plural: 'Contacts' },
  { ...LEADS, apiName: 'Deals', moduleSlug: 'Potentials', singular: 'Deal', plural: 'Deals' },
];

/** The results of a clean-up in one module; `undo`: those of its undo. */
export interface TestStep {
  readonly records: readonly TestRecord[];
  readonly run?: Partial<Run>;
  readonly undo?: readonly TestRecord[];
}

/**
 * Stores a clean-up of the third test tag with the runs of its steps. It started an hour ago unless `at` says
 * otherwise.
 */
export async function storeCleanup(
  id: string,
  steps: readonly TestStep[],
  more: Partial<Cleanup> = {},
): Promise<Cleanup> {
  const startedAt = more.startedAt ?? Date.now() - 3_600_000;
  const tag = tags[2] ?? { id: '', name: '', colour: null };
  const isUndo = steps.some(({ undo }) => undo !== undefined);
  const cleanup: Cleanup = {
    org,
    user,
    v: 1,
    id,
    connectionId,
    kind: 'retire',
    steps: steps.map(({ records }, n) => ({
      module: MODULES[n] ?? LEADS,
      holders: { tags: [tag], way: 'scan', counted: [records.length] },
      runId: `${id}-${n}`,
      undoId: `${id}-${n}u`,
    })),
    tasks: [],
    state: 'ended',
    isStopping: false,
    left: [],
    isUndo,
    error: null,
    startedAt,
    endedAt: startedAt + 60_000,
    undoneAt: isUndo ? startedAt + 120_000 : null,
    isSeen: true,
    revision: 1,
    ...more,
  };
  await createCleanupStore().add(cleanup);
  for (const [n, { records, run = {}, undo }] of steps.entries()) {
    const module = MODULES[n] ?? LEADS;
    const ofStep = { module, cleanupId: id, chosen: [2], startedAt, endedAt: startedAt + 50_000 } as const;
    const undoneBy = undo === undefined ? null : `${id}-${n}u`;
    await store(runOf(`${id}-${n}`, records, { ...ofStep, undoneBy, ...run }), records);
    if (undo === undefined) continue;
    const undone = { ...ofStep, kind: 'undo', undoes: `${id}-${n}`, startedAt: startedAt + 120_000 } as const;
    await store(runOf(`${id}-${n}u`, undo, { ...undone, endedAt: startedAt + 170_000 }), undo);
  }
  return cleanup;
}

/** `n` records with that outcome. Their ids begin at `first`. */
export function recordsOf(outcome: TestRecord['outcome'], count: number): readonly TestRecord[] {
  const gone =
    outcome === 'removed' ? { lost: [2] } : outcome === 'failed' ? { left: [2], reason: 'locked' as const } : {};
  return Array.from({ length: count }, () => ({ outcome, before: [2, 3], ...gone }));
}
