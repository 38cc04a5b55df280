import { isLive } from '../../shared/run-facts.ts';
import type { CleanupNow } from '../../ui/models/CleanupsModel.ts';

export type Stage = 'done' | 'now' | 'later';

/** The stage of one module in a clean-up under way. */
export function stageOf({ cleanup, steps, at, phase }: CleanupNow, place: number): Stage {
  if (place === at) return 'now';
  const step = steps[place];
  const run = (cleanup.isUndo ? step?.undo : step?.run) ?? null;
  if (run === null || isLive(run)) return 'later';
  // A run whose records are found waits for its turn.
  return run.state === 'planned' && phase !== 'finding' ? 'later' : 'done';
}
