import {
  countsOf,
  hasRecords,
  phaseOf,
  progressOf,
  runNow,
  stepNow,
  tagSum,
  undoOffer,
  unreadOf,
  workNow,
  isMerge,
} from '../cleanups/queries/facts.ts';
import { type CleanupView, readCleanup } from '../cleanups/queries/cleanups.ts';
import { runOfTask } from '../cleanups/model/tasks.ts';
import type { Cleanup } from '../cleanups/model/types.ts';
import { createCleanupStore } from '../cleanups/store/database.ts';
import { type CleanupMirror, cleanupsItem } from '../shared/cleanup-mirrors.ts';
import { inBackground } from '../shared/notes.ts';

/** Above this number, tags are counted instead of named. */
const NAMED_TAGS = 3;
/** Longest stored name, in characters, so that the mirrors of many modules have room. */
const LONGEST_NAME = 60;

/** Keeps the mirrors of clean-ups in step with their store. Changes that arrive while it writes are written together. */
export function createCleanupMirrors(): { readonly refresh: () => void } {
  const store = createCleanupStore();
  let isWriting = false;
  let isAskedFor = false;

  async function write(): Promise<void> {
    do {
      isAskedFor = false;
      const inSight = (await store.all()).filter(({ state, isSeen }) => state !== 'ended' || !isSeen);
      const views = await Promise.all(inSight.toReversed().map(({ id }) => readCleanup(id)));
      const mirrors = views.flatMap((view) => (view === null ? [] : [mirrorOf(view)]));
      // Nothing is stored for nothing, so that erasing everything leaves nothing.
      await (mirrors.length === 0 ? cleanupsItem.clear() : cleanupsItem.set(mirrors));
    } while (isAskedFor);
  }

  function refresh(): void {
    isAskedFor = true;
    if (isWriting) return;
    isWriting = true;
    inBackground(
      write().finally(() => {
        isWriting = false;
      }),
      'cleanup-mirrors.write',
    );
  }

  return { refresh };
}

/** Builds the mirror of a clean-up. */
export function mirrorOf({ cleanup, steps }: CleanupView): CleanupMirror {
  const names = [...new Set(steps.flatMap(({ holders }) => holders.tags.map(({ name }) => name)))];
  const newName = newNameOf(steps);
  const isOver = cleanup.state === 'ended';
  const offer = undoOffer(cleanup, steps, 1);
  const tags = steps.map((step) => tagSum(cleanup, step));
  return {
    id: cleanup.id,
    connectionId: cleanup.connectionId,
    orgName: cut(cleanup.org.name),
    userName: cut(cleanup.user.name),
    kind: cleanup.kind,
    newName: newName === null ? null : cut(newName),
    tags: names.slice(0, NAMED_TAGS).map(cut),
    tagCount: names.length,
    isMerge: cleanup.kind === 'replace' && isMerge(cleanup, steps),
    phase: phaseOf(cleanup),
    work: workNow(cleanup),
    wait: waitOf(cleanup),
    isStopping: cleanup.isStopping,
    isUndo: cleanup.isUndo,
    isSeen: cleanup.isSeen,
    isStopped: isOver && cleanup.left.length > 0,
    isCut: isOver && isCut(cleanup, steps),
    startedAt: cleanup.undoneAt ?? cleanup.startedAt,
    endedAt: cleanup.endedAt,
    step: stepNow(cleanup),
    steps: steps.map((step, place) => stepOf(cleanup, step, place)),
    counts: countsOf(cleanup, steps),
    tagsChanged: tags.reduce((sum, { changed }) => sum + changed, 0),
    tagsKept: tags.reduce((sum, { kept }) => sum + kept, 0),
    undoable: offer === null ? 0 : offer.records + offer.remade.length + offer.renamed,
  };
}

/** The name of the tag that stays, or the new name of a tag: the same in all modules. */
function newNameOf(steps: CleanupView['steps']): string | null {
  const [first] = steps;
  return first?.tags?.stays?.name ?? first?.replace?.stays.name ?? first?.name ?? null;
}

function waitOf({ state, isStopping, wait = null }: Cleanup): CleanupMirror['wait'] {
  if (wait === null || state !== 'working' || isStopping) return null;
  return { why: wait.why, until: wait.until };
}

function stepOf(cleanup: Cleanup, step: CleanupView['steps'][number], place: number): CleanupMirror['steps'][number] {
  const { module, runId, undoId } = step;
  const isNow = stepNow(cleanup) === place;
  const atWork = isNow ? runNow(cleanup) : null;
  const { done, all } = progressOf(cleanup, [step]);
  const isFinding = phaseOf(cleanup) === 'finding';
  const found = (cleanup.kind === 'replace' ? step.put : step.run)?.total ?? 0;
  // The run at work is counted by its own mirror.
  const counted = cleanup.kind === 'replace' && !isFinding ? done - settledIn(step, atWork) : done;
  return {
    module,
    runId: hasRecords(cleanup) ? (atWork ?? (cleanup.isUndo ? undoId : runId)) : null,
    all: isFinding ? found : all,
    done: isFinding ? 0 : counted,
  };
}

function settledIn({ run, undo, put, takeBack }: CleanupView['steps'][number], runId: string | null): number {
  const atWork = [run, undo, put, takeBack].find((one) => one !== null && one.id === runId) ?? null;
  return atWork === null ? 0 : atWork.total - atWork.counts.pending;
}

/** Whether it ended early, or left out a module that it could not read, and not because the user stopped it. */
function isCut(cleanup: Cleanup, steps: CleanupView['steps']): boolean {
  if (unreadOf(cleanup, steps).length > 0) return true;
  const [first] = cleanup.left;
  if (first === undefined || first.do === 'ask') return cleanup.error !== null;
  const runId = runOfTask(cleanup.steps, first);
  const { run, undo, put, takeBack } = steps[first.step] ?? NONE;
  const stopped = [run, undo, put, takeBack].find((one) => one !== null && one.id === runId) ?? null;
  return cleanup.error !== null || (stopped !== null && stopped.stopReason !== null && stopped.stopReason !== 'user');
}

const NONE = { run: null, undo: null, put: null, takeBack: null } as const;

function cut(name: string): string {
  return name.length <= LONGEST_NAME ? name : `${name.slice(0, LONGEST_NAME - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
