import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { text } from '../../shared/i18n.ts';
import { Icon } from '../../ui/components/Icon.tsx';
import { useSearchField } from '../../ui/use-search-field.ts';
import { useTags } from '../tags-context.ts';

/** Milliseconds without typing before the list is filtered. */
const REST_MS = 100;

/** The search over names. `/` focuses it from any place on the page. */
export function Find(): JSX.Element {
  const { list } = useTags();
  const { typed, field } = useSearchField(list.search, REST_MS);
  useEffect(() => field.current?.focus({ preventScroll: true }), [field]);
  const clear = (): void => {
    typed.value = '';
    list.search.value = '';
    field.current?.focus();
  };
  return (
    <div class="find">
      <Icon name="search" />
      <input
        ref={field}
        class="field"
        type="search"
        aria-label={text('tags_find')}
        placeholder={text('tags_find')}
        autocomplete="off"
        spellcheck={false}
        value={typed.value}
        onInput={(event) => (typed.value = event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') clear();
        }}
      />
      {typed.value === '' ? null : (
        <button class="icon-btn" type="button" aria-label={text('tags_find_clear')} onClick={clear}>
          <Icon name="x" />
        </button>
      )}
    </div>
  );
}
