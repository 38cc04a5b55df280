import type { JSX } from 'preact';
import { plural, text } from '../../../shared/i18n.ts';
import { Icon } from '../../../ui/components/Icon.tsx';
import { useDebounced } from '../../../ui/use-debounced.ts';
import { useFocusOnArrival } from '../../../ui/use-focus.ts';
import { usePopup } from '../../popup-context.ts';

/** Delay of announcements to screen readers while the user types, in milliseconds. */
const CALM_MS = 500;

/** The filter over the tags. It has the focus when the popup opens, except for a tag from the menu. */
export function FilterField({ isFocused }: { isFocused: boolean }): JSX.Element {
  const { filter } = usePopup();
  const field = useFocusOnArrival<HTMLInputElement>(isFocused);
  return (
    <div class="filter">
      <Icon name="search" />
      <input
        class="field"
        id="filter"
        type="search"
        ref={field}
        aria-label={text('filter_label')}
        placeholder={text('filter_label')}
        autocomplete="off"
        spellcheck={false}
        aria-controls="tags"
        value={filter.text}
        onInput={(event) => filter.filter(event.currentTarget.value)}
      />
      {filter.hasText.value ? (
        <button class="icon-btn" type="button" aria-label={text('filter_clear')} onClick={() => filter.filter('')}>
          <Icon name="x" />
        </button>
      ) : null}
      <output class="vh">{useDebounced(useStatusWords(), CALM_MS)}</output>
    </div>
  );
}

function useStatusWords(): string {
  const { filter, preview } = usePopup();
  const all = preview.choices.value.length;
  const picked = preview.picked.value.size;
  const n = filter.matches.value.length;
  if (preview.shown.value === null) return '';
  if (filter.hasText.value) return n === 0 ? text('filter_none_status') : text('filter_match', { n, all });
  return picked === 0 ? plural('tags_status', all) : plural('tags_status_picked', all, { picked });
}
