import type { JSX } from 'preact';
import { text } from '../../shared/i18n.ts';
import { useTags } from '../tags-context.ts';

/** Leads to the question for the right to search. An earlier refusal is forgotten. */
export function AllowSearching({ toRights }: { readonly toRights: () => void }): JSX.Element {
  const { rights } = useTags();
  return (
    <div class="row">
      <button
        class="link"
        type="button"
        onClick={() => {
          rights.forget();
          toRights();
        }}
      >
        {text('ask_open')}
      </button>
    </div>
  );
}
