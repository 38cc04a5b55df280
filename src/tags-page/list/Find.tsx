import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { text } from '../../shared/i18n.ts';
import { Icon } from '../../ui/components/Icon.tsx';
import { useDebounced } from '../../ui/use-debounced.ts';
import { useTags } from '../tags-context.ts';

/** A pause in typing after which the list is narrowed. */
const REST_MS = 100;

/** The search over names. `/` leads to it from anywhere on the page. */
export function Find(): JSX.Element {
  const { list } = useTags();
  const wanted = list.search.value;
  const typed = useSignal(wanted);
  const field = useRef<HTMLInputElement>(null);
  const rested = useDebounced(typed.value, REST_MS);
  useEffect(() => {
    list.search.value = rested;
  }, [rested, list]);
  useEffect(() => {
    if (wanted === '') typed.value = '';
  }, [wanted, typed]);
  useEffect(() => {
    field.current?.focus({ preventScroll: true });
    const lead = (event: KeyboardEvent): void => {
      const isTyping = event.target instanceof HTMLInputElement;
      const isElsewhere = document.querySelector('dialog[open]') !== null;
      if (event.key !== '/' || isTyping || isElsewhere || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      field.current?.focus();
    };
    document.addEventListener('keydown', lead);
    return () => document.removeEventListener('keydown', lead);
  }, []);
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
