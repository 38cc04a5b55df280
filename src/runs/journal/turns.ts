/** Tasks that are done one after the other; those that somebody waits for at once come before the others. */
export interface Turns {
  take<Value>(task: () => Promise<Value>, isUrgent: boolean): Promise<Value>;
}

export function createTurns(): Turns {
  const urgent: (() => Promise<void>)[] = [];
  const others: (() => Promise<void>)[] = [];
  let isBusy = false;

  async function work(): Promise<void> {
    if (isBusy) return;
    isBusy = true;
    for (let task = urgent.shift() ?? others.shift(); task !== undefined; task = urgent.shift() ?? others.shift())
      await task();
    isBusy = false;
  }

  return {
    take: (task, isUrgent) =>
      new Promise((resolve, reject) => {
        (isUrgent ? urgent : others).push(() => task().then(resolve, reject));
        void work();
      }),
  };
}
