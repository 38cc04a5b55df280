import type { Range } from '../../shared/messages.ts';
import { CREDITS_PER_READ, CREDITS_PER_TAG_CHANGE } from '../../zoho/limits.ts';

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
 * in which all of them stay.
 */
export function deletingPrice(modules: number, tags: number): Range {
  return from(modules * CREDITS_PER_MODULE + tags * CREDITS_PER_READ, tags * CREDITS_PER_TAG_CHANGE);
}

function from(least: number, more: number): Range {
  return { least: CREDITS_AT_START.least + least, most: CREDITS_AT_START.most + least + more };
}
