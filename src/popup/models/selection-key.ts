import type { SourceKind } from '../../shared/run-summary.ts';

/** A request to read records. `ids` is null for the whole view. */
export interface SelectionFacts {
  readonly connectionId: string;
  /** The module's name in the URL. */
  readonly moduleSlug: string;
  readonly kind: SourceKind;
  /** The view, or the ids of the tags that the records have. */
  readonly viewId: string | null;
  readonly ids: readonly string[] | null;
}

/**
 * A short key of a selection: equal for the same records from the same source, in any order. It only finds a preview
 * again, so a collision would show old numbers for a moment and do no more harm.
 */
export function selectionKey({ connectionId, moduleSlug, kind, viewId, ids }: SelectionFacts): string {
  const records = ids === null ? `view ${viewId ?? ''}` : `${ids.length} ${hash(ids.toSorted().join(' '))}`;
  return `${connectionId} ${moduleSlug} ${kind === 'clicked' || kind === 'record' ? 'one' : kind} ${records}`;
}

/** FNV-1a in two lanes of 32 bits. */
function hash(text: string): string {
  let low = 0x811c9dc5;
  let high = 0x01000193;
  for (let position = 0; position < text.length; position += 1) {
    const unit = text.charCodeAt(position);
    low = Math.imul(low ^ unit, 0x01000193);
    high = Math.imul(high ^ unit, 0x5bd1e995);
  }
  return `${(low >>> 0).toString(36)}${(high >>> 0).toString(36)}`;
}
