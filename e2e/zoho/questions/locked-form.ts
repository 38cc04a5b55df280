import type { Reply } from './question.ts';

/** How a bulk call answers for a locked record. */
export type LockedForm = 'item' | 'counted' | 'bare' | 'bareUnnamed' | 'changed' | 'unknown';

/** The form of an answer about one record that can be changed and one that is locked. */
export function lockedForm({ body }: Reply, lockedId: string, freeId: string): LockedForm {
  const { data } = body;
  if (data === undefined) {
    if (body.code !== 'RECORD_LOCKED') return 'unknown';
    return body.details?.['id'] === lockedId ? 'bare' : 'bareUnnamed';
  }
  if (data.some((item) => item.code === 'SUCCESS' && item.details?.['id'] === lockedId)) return 'changed';
  const others = data.filter((item) => item.details?.['id'] !== freeId || item.code !== 'SUCCESS');
  if (others.length === 0) return 'counted';
  return others.some((item) => item.code === 'RECORD_LOCKED') ? 'item' : 'unknown';
}
