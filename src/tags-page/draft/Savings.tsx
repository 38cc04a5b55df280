import type { JSX } from 'preact';
import { text } from '../../shared/i18n.ts';
import { SEARCH_SCOPE } from '../../shared/scopes.ts';
import { Note } from '../../ui/components/Note.tsx';
import { useTags } from '../tags-context.ts';
import { savedWords } from '../words/cleanup-words.ts';
import { useDraft } from './draft-context.ts';

/** The credits that the right to search would save. */
export function Savings(): JSX.Element | null {
  const { rights } = useTags();
  const draft = useDraft();
  const saved = draft.saved.value;
  if (draft.offer.value === null || saved === null) return null;
  return (
    <Note icon="info">
      <p>{text('ask_saves', { credits: savedWords(saved) })}</p>
      <div class="row">
        <button
          class="link"
          type="button"
          onClick={() => {
            rights.forget();
            draft.toRights(SEARCH_SCOPE);
          }}
        >
          {text('ask_open')}
        </button>
      </div>
    </Note>
  );
}
