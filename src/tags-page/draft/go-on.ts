import { inBackground } from '../../shared/notes.ts';
import type { Draft } from '../models/DraftModel.ts';
import type { TagsPageData } from '../models/TagsPageModel.ts';

/** Asks for the right that is missing, leads to the second step, or starts. */
export function goOn(draft: Draft, rights: TagsPageData['rights']): void {
  const right = draft.lacks.value;
  if (right !== null) {
    rights.forget();
    draft.toRights(right);
  } else if (draft.confirmation.value !== 'none') draft.toConfirm();
  else inBackground(draft.start(), 'goOn.start');
}
