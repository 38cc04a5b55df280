import type { JSX } from 'preact';
import { text } from '../../shared/i18n.ts';
import { SEARCH_SCOPE } from '../../shared/scopes.ts';
import { Note } from '../../ui/components/Note.tsx';
import { savedWords } from '../words/cleanup-words.ts';
import { AllowSearching } from './AllowSearching.tsx';
import { useDraft } from './draft-context.ts';

/** The credits that the right to search would save. */
export function Savings(): JSX.Element | null {
  const draft = useDraft();
  const saved = draft.saved.value;
  if (draft.offer.value === null || saved === null) return null;
  return (
    <Note icon="info">
      <p>{text('ask_saves', { credits: savedWords(saved) })}</p>
      <AllowSearching toRights={() => draft.toRights(SEARCH_SCOPE)} />
    </Note>
  );
}
