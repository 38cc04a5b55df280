import { inBackground } from '../../shared/notes.ts';

/** Tasks that wait for their turn. Urgent ones, which a caller waits for, come first. */
export interface Turns<Task> {
  add(task: Task, isUrgent: boolean): void;
}

/** The most tasks of one turn. */
const MOST = 16;

/** Does the work of a turn. `more` takes the tasks that have come since and belong to it, as long as none is urgent. */
export type WorkTurn<Task> = (tasks: readonly Task[], more: () => readonly Task[]) => Promise<void>;

/**
 * Runs tasks in turns, one after the other. Waiting tasks that belong together share a turn, because the browser takes
 * about as long for one transaction as for several. `work` never rejects.
 */
export function createTurns<Task>({
  work,
  isAlike,
}: {
  readonly work: WorkTurn<Task>;
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
    while (urgent.length + others.length > 0)
      await (urgent.length > 0 ? work(take(urgent, MOST), () => []) : turnOfOthers());
    isBusy = false;
  }

  function turnOfOthers(): Promise<void> {
    const tasks = take(others, MOST);
    let room = MOST - tasks.length;
    return work(tasks, () => {
      const more = urgent.length > 0 ? [] : take(others, room, tasks[0]);
      room -= more.length;
      return more;
    });
  }

  /** Takes tasks from the head of a queue that belong to `like`. */
  function take(queue: Task[], most: number, like = queue[0]): Task[] {
    const end = queue.findIndex((task, at) => at === most || (like !== undefined && !isAlike(like, task)));
    return queue.splice(0, end < 0 ? queue.length : end);
  }

  return {
    add(task, isUrgent) {
      (isUrgent ? urgent : others).push(task);
      inBackground(workAll(), 'turns.workAll');
    },
  };
}
