import { cpus } from 'node:os';

/** Starts to measure the processors. The returned function gives their load since then, in percent. */
export function busyShare(): () => number {
  const from = times();
  return () => {
    const to = times();
    return (100 * (to.busy - from.busy)) / (to.all - from.all);
  };
}

function times(): { busy: number; all: number } {
  let busy = 0;
  let all = 0;
  for (const { times: of } of cpus()) {
    const sum = of.user + of.nice + of.sys + of.irq + of.idle;
    all += sum;
    busy += sum - of.idle;
  }
  return { busy, all };
}
