import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { text } from '../../shared/i18n.ts';
import { Icon } from '../../ui/components/Icon.tsx';
import { useDebounced } from '../../ui/use-debounced.ts';
import { useReport } from '../report-context.ts';

/** A pause in typing after which the search begins. */
const REST_MS = 150;

/** The search over names, ids and tags. `/` leads to it from anywhere on the page. */
export function Find(): JSX.Element {
  const { rows } = useReport();
  const wanted = rows.search.value;
  const typed = useSignal(wanted);
  const field = useRef<HTMLInputElement>(null);
  const rested = useDebounced(typed.value, REST_MS);
  useEffect(() => {
    rows.search.value = rested;
  }, [rested, rows]);
  useEffect(() => {
    if (wanted === '') typed.value = '';
  }, [wanted, typed]);
  useEffect(() => {
    const lead = (event: KeyboardEvent): void => {
      const isTyping = event.target instanceof HTMLInputElement && event.target.type !== 'radio';
      if (event.key !== '/' || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      field.current?.focus();
    };
    document.addEventListener('keydown', lead);
    return () => document.removeEventListener('keydown', lead);
  }, []);
  return (
    <div class="find">
      <Icon name="search" />
      <input
        ref={field}
        class="field"
        type="search"
        aria-label={text('rep_find')}
        placeholder={text('rep_find')}
        value={typed.value}
        onInput={(event) => (typed.value = event.currentTarget.value)}
      />
    </div>
  );
}
