import type { Context } from '../http.ts';

function waiting(context: Context): Set<() => void> {
  return context.memory('faults/held', () => new Set());
}

/** Waits until {@link release}. */
export function untilReleased(context: Context): Promise<void> {
  return new Promise((resolve) => {
    waiting(context).add(resolve);
  });
}

/** Lets every held call go on, and holds no more. */
export function release(context: Context): void {
  context.switches.faults = context.switches.faults.filter((fault) => fault.fault !== 'held');
  for (const go of waiting(context)) go();
  waiting(context).clear();
}
