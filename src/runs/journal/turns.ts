import { inBackground } from '../../shared/notes.ts';

/** Tasks that wait for their turn. Urgent ones, which a caller waits for, come first. */
export interface Turns<Task> {
  add(task: Task, isUrgent: boolean): void;
}

/** The most tasks of one turn. */
const MOST = 16;

/**
 * Runs tasks in turns, one after the other. Waiting tasks that belong together share a turn, because the browser takes
 * about as long for one transaction as for several. `work` never rejects.
 */
export function createTurns<Task>({
  work,
  isAlike,
}: {
  readonly work: (tasks: readonly Task[]) => Promise<void>;
  readonly isAlike: (one: Task, other: Task) => boolean;
}): Turns<Task> {
  const urgent: Task[] = [];
  const others: Task[] = [];
  let isBusy = false;

  async function workAll(): Promise<void> {
    if (isBusy) return;
    isBusy = true;
    // Lanes that start together ask one after the other, and share a turn.
    await Promise.resolve();
    while (urgent.length + others.length > 0) await work(next(urgent.length > 0 ? urgent : others));
    isBusy = false;
  }

  function next(queue: Task[]): Task[] {
    const [first] = queue;
    const isOther = (task: Task): boolean => first !== undefined && !isAlike(first, task);
    const end = queue.findIndex((task, at) => at === MOST || (at > 0 && isOther(task)));
    return queue.splice(0, end < 0 ? queue.length : end);
  }

  return {
    add(task, isUrgent) {
      (isUrgent ? urgent : others).push(task);
      inBackground(workAll(), 'turns.workAll');
    },
  };
}
