/** Runs a task once those asked for before it have ended, with or without an error. Returns what the task returns. */
export type InTurn = <Value>(task: () => Promise<Value>) => Promise<Value>;

/** Requests run one after the other, so that none decides on state that another is about to change. */
export function createInTurn(): InTurn {
  let last: Promise<unknown> = Promise.resolve();
  return (task) => {
    const turn = last.then(task, task);
    last = turn.catch(() => undefined);
    return turn;
  };
}
