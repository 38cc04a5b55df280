import type { CleanupNow } from '../../ui/models/CleanupsModel.ts';

export type Stage = 'done' | 'now' | 'later';

/** The stage of one module in a clean-up under way. During the search a module is done once its records are found. */
export function stageOf({ cleanup, at, phase }: Pick<CleanupNow, 'cleanup' | 'at' | 'phase'>, place: number): Stage {
  if (place === at) return 'now';
  const isLeft = cleanup.tasks.some(
    (task) => task.do !== 'ask' && task.step === place && (phase !== 'finding' || task.do === 'find'),
  );
  return isLeft ? 'later' : 'done';
}
