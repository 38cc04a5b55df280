import { undoPrice } from '../../runs/queries/undo-price.ts';
import type { Range } from '../../shared/messages.ts';
import type { RunSummary } from '../../shared/run-summary.ts';
import { listsAfterSearches } from '../../shared/searched-together.ts';
import { CREDITS_PER_READ, CREDITS_PER_TAG_CHANGE } from '../../zoho/limits.ts';
import { mayBeDeleted, mayBeRenamed } from '../model/tasks.ts';
import type { CleanupStep } from '../model/types.ts';

/** The list of a module's tags is read before its tags change, and again afterwards. */
const CREDITS_PER_MODULE = 2 * CREDITS_PER_READ;

/** The list of the modules is read at the start, unless an earlier one is kept. */
const CREDITS_AT_START: Range = { least: 0, most: CREDITS_PER_READ };

/** API credits of renaming one tag in each of so many modules. */
export function renamingPrice(modules: number): Range {
  return from(modules * (CREDITS_PER_MODULE + CREDITS_PER_TAG_CHANGE), 0);
}

/**
 * API credits of counting so many tags one by one and deleting those that no record has. The least is that of a clean-up
 * in which all of them stay. `searched`: leads' tags, which are searched for before they are counted.
 */
export function deletingPrice(modules: number, tags: number, searched: number): Range {
  const reads = tags + searched + listsAfterSearches(searched);
  return from(modules * CREDITS_PER_MODULE + reads * CREDITS_PER_READ, tags * CREDITS_PER_TAG_CHANGE);
}

function from(least: number, more: number): Range {
  return { least: CREDITS_AT_START.least + least, most: CREDITS_AT_START.most + least + more };
}

type ChangedRun = Pick<RunSummary, 'changed' | 'chosenCount'>;

/** A step of a clean-up, with the runs that have changed records. */
export interface UndoneStep extends Pick<CleanupStep, 'tags'> {
  readonly run: ChangedRun | null;
  readonly put: ChangedRun | null;
}

/** API credits of the undo of a clean-up: its records, and the tags that are created again or get their old names back. */
export function undoingPrice(steps: readonly UndoneStep[]): Range {
  const parts = steps.flatMap(({ run, put, tags }) => [
    ...[run, put].flatMap((one) => (one === null ? [] : [undoPrice(one)])),
    remakingPrice(tags),
    mayBeRenamed(tags) ? nameBackPrice : NONE,
  ]);
  return parts.reduce((one, other) => ({ least: one.least + other.least, most: one.most + other.most }), NONE);
}

const NONE: Range = { least: 0, most: 0 };

/** A name that is taken, or a call without an answer, is looked up in the list. */
const nameBackPrice: Range = {
  least: CREDITS_PER_MODULE + CREDITS_PER_TAG_CHANGE,
  most: CREDITS_PER_MODULE + CREDITS_PER_TAG_CHANGE + CREDITS_PER_READ,
};

/** Where a tag that is to be created is there already, the list says which one it is. */
function remakingPrice(tags: CleanupStep['tags']): Range {
  if (!mayBeDeleted(tags)) return NONE;
  const [deleted, open] = [tags?.deleted?.length ?? 0, tags?.asked?.length ?? 0];
  const listing = CREDITS_PER_READ * (1 + Math.min(1, open));
  return {
    least: listing + CREDITS_PER_TAG_CHANGE * deleted,
    most: listing + (CREDITS_PER_TAG_CHANGE + CREDITS_PER_READ) * (deleted + open),
  };
}
