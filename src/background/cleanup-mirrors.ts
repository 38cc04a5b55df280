import { countsOf, phaseOf, progressOf, stepNow } from '../cleanups/queries/facts.ts';
import { type CleanupView, readCleanup } from '../cleanups/queries/cleanups.ts';
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
  const isFinding = phaseOf(cleanup) === 'finding';
  const isOver = cleanup.state === 'ended';
  return {
    id: cleanup.id,
    connectionId: cleanup.connectionId,
    orgName: cut(cleanup.org.name),
    tags: names.slice(0, NAMED_TAGS).map(cut),
    tagCount: names.length,
    phase: phaseOf(cleanup),
    isStopping: cleanup.isStopping,
    isUndo: cleanup.isUndo,
    isSeen: cleanup.isSeen,
    isStopped: isOver && cleanup.left.length > 0,
    isCut: isOver && isCut(cleanup, steps),
    startedAt: cleanup.undoneAt ?? cleanup.startedAt,
    endedAt: cleanup.endedAt,
    step: stepNow(cleanup),
    steps: steps.map((step) => {
      const { done, all } = progressOf(cleanup, [step]);
      const { module, runId, undoId, run } = step;
      const found = run?.total ?? 0;
      return {
        module,
        runId: cleanup.isUndo ? undoId : runId,
        all: isFinding ? found : all,
        done: isFinding ? 0 : done,
      };
    }),
    counts: countsOf(cleanup, steps),
    undoable: isOver && !cleanup.isUndo ? steps.reduce((sum, { run }) => sum + (run?.changed ?? 0), 0) : 0,
  };
}

/** Whether it ended early, and not because the user stopped it. */
function isCut(cleanup: Cleanup, steps: CleanupView['steps']): boolean {
  const [first] = cleanup.left;
  if (first === undefined || first.do === 'ask') return cleanup.error !== null;
  const step = steps[first.step];
  const run = (cleanup.isUndo ? step?.undo : step?.run) ?? null;
  return cleanup.error !== null || (run !== null && run.stopReason !== null && run.stopReason !== 'user');
}

function cut(name: string): string {
  return name.length <= LONGEST_NAME ? name : `${name.slice(0, LONGEST_NAME - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
