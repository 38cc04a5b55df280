import { AppError } from '../shared/errors.ts';
import type { CleanupRequest } from '../shared/messages.ts';
import type { CleanupStep } from './model/types.ts';
import type { CleanupPorts } from './ports.ts';

/* What a page asks for is checked before anything is stored: a bad step would be found out in the middle of the work. */

type AskedStep = CleanupRequest['steps'][number];

/** The steps of a new clean-up. Throws `unexpected` where a step lacks what its kind needs, or has what no such kind has. */
export function stepsOf(request: CleanupRequest): readonly CleanupStep[] {
  const { id, kind = 'retire', steps, isDeleting = false, isMerge = false } = request;
  const takesOff = kind === 'retire' || kind === 'replace';
  if ((isDeleting && !takesOff) || (isMerge && kind !== 'replace')) throw malformed();
  return steps.map((asked, n): CleanupStep => {
    if (!isWhole(asked) || !FITS[kind](asked) || (asked.isUnused === true && !isDeleting)) throw malformed();
    const { module, holders, stays, name, isUnused } = asked;
    return {
      module,
      holders,
      runId: `${id}-${n}`,
      undoId: `${id}-${n}u`,
      ...(stays !== undefined && { replace: { stays, putId: `${id}-${n}p`, takeBackId: `${id}-${n}t` } }),
      ...(name !== undefined && { name }),
      ...(isUnused === true && { isUnused }),
    };
  });
}

function malformed(): AppError {
  return new AppError('unexpected', { name: 'cleanup.start' });
}

/** Whether it has tags, each once, and a count for each. */
function isWhole({ holders: { tags, counted } }: AskedStep): boolean {
  return tags.length > 0 && counted.length === tags.length && new Set(tags.map(({ id }) => id)).size === tags.length;
}

/** Whether a step has what its kind works with, and nothing of another kind. */
const FITS: Readonly<Record<NonNullable<CleanupRequest['kind']>, (step: AskedStep) => boolean>> = {
  retire: ({ stays, name }) => stays === undefined && name === undefined,
  replace: ({ stays, name, isUnused, holders }) =>
    stays !== undefined &&
    name === undefined &&
    isUnused === undefined &&
    // The tag that stays may be one of several that are merged.
    holders.tags.some(({ id }) => id !== stays.id),
  rename: ({ stays, name, isUnused, holders }) =>
    name !== undefined && stays === undefined && isUnused === undefined && holders.tags.length === 1,
  delete: ({ stays, name, isUnused }) => stays === undefined && name === undefined && isUnused === undefined,
};

/**
 * Throws `tags-changed` where the list of a module, as pages show it, lacks one of the tags or has it under another name: the
 * user has confirmed something else. A module whose list was never read is left to Zoho's answers.
 */
export async function refuseUnlisted(
  { listed }: Pick<CleanupPorts, 'listed'>,
  { connectionId, steps }: CleanupRequest,
): Promise<void> {
  for (const { module, holders, stays } of steps) {
    const list = await listed(connectionId, module.apiName);
    if (list === null) continue;
    const names = new Map(list.map(({ id, name }) => [id, name]));
    const asked = [...holders.tags, ...(stays === undefined || stays.id === null ? [] : [{ ...stays, id: stays.id }])];
    const unlisted = asked.find(({ id, name }) => names.get(id) !== name);
    if (unlisted !== undefined) throw new AppError('tags-changed', { name: unlisted.name });
  }
}
