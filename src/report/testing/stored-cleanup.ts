import { createCleanupStore } from '../../cleanups/store/database.ts';
import type { Cleanup, StepTags } from '../../cleanups/model/types.ts';
import type { Run } from '../../runs/model/types.ts';
import type { Module } from '../../shared/run-summary.ts';
import { runOf, store, type TestRecord } from './stored-run.ts';

const { module: LEADS, tags, connectionId, org, user } = runOf('any', []);

export const MODULES: readonly Module[] = [
  LEADS,
  { ...LEADS, apiName: 'Contacts', moduleSlug: 'Contacts', singular: 'Contact', plural: 'Contacts' },
  { ...LEADS, apiName: 'Deals', moduleSlug: 'Potentials', singular: 'Deal', plural: 'Deals' },
];

/** The tag that stays in a replace, and its name the new one in a rename: the fourth test tag. */
const STAYS = tags[3] ?? { id: '', name: '', colour: null };

/** The results of a clean-up in one module; `undo`: those of its undo. */
export interface TestStep {
  readonly records: readonly TestRecord[];
  readonly run?: Partial<Run>;
  readonly undo?: readonly TestRecord[];
  /** Of a replace: those of the run that puts the tag on, and of its undo. */
  readonly put?: readonly TestRecord[];
  readonly putRun?: Partial<Run>;
  readonly takeBack?: readonly TestRecord[];
  readonly tags?: StepTags;
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
    steps: steps.map(({ records, tags: changed }, n) => ({
      module: MODULES[n] ?? LEADS,
      holders: { tags: [tag], way: 'scan', counted: [records.length] },
      runId: `${id}-${n}`,
      undoId: `${id}-${n}u`,
      ...(more.kind === 'replace' && { replace: { stays: STAYS, putId: `${id}-${n}p`, takeBackId: `${id}-${n}t` } }),
      ...(more.kind === 'rename' && { name: STAYS.name }),
      ...(changed !== undefined && { tags: changed }),
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
  for (const [n, { records, run = {}, undo, put, putRun = {}, takeBack }] of steps.entries()) {
    const module = MODULES[n] ?? LEADS;
    const runId = `${id}-${n}`;
    const ofStep = { module, cleanupId: id, chosen: [2], startedAt, endedAt: startedAt + 50_000 } as const;
    const undoneBy = undo === undefined ? null : `${runId}u`;
    const back = { ...ofStep, startedAt: startedAt + 120_000, endedAt: startedAt + 170_000 };
    const save = (own: string, kept: readonly TestRecord[], how: Partial<Run>) => store(runOf(own, kept, how), kept);
    if (more.kind === undefined || more.kind === 'retire' || records.length > 0)
      await save(runId, records, { ...ofStep, undoneBy, ...run });
    if (put !== undefined) await save(`${runId}p`, put, { ...ofStep, kind: 'put', chosen: [3], ...putRun });
    if (undo !== undefined) await save(`${runId}u`, undo, { ...back, kind: 'undo', undoes: runId });
    if (takeBack !== undefined)
      await save(`${runId}t`, takeBack, { ...back, kind: 'take-back', undoes: `${runId}p`, chosen: [3] });
  }
  return cleanup;
}

/** `n` records with that outcome. Their ids begin at `first`. */
export function recordsOf(outcome: TestRecord['outcome'], count: number): readonly TestRecord[] {
  const gone =
    outcome === 'removed' ? { lost: [2] } : outcome === 'failed' ? { left: [2], reason: 'locked' as const } : {};
  return Array.from({ length: count }, () => ({ outcome, before: [2, 3], ...gone }));
}
