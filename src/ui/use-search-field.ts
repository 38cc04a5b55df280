import { type Signal, useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { useDebounced } from './use-debounced.ts';

/** A field that filters a page: its text, and the field itself for the focus. */
export interface SearchField {
  readonly typed: Signal<string>;
  readonly field: RefObject<HTMLInputElement | null>;
}

/**
 * A search field for a wanted text. Typed text becomes the wanted text after a pause of `restMs` milliseconds. A wanted
 * text that is cleared elsewhere clears the field. `/` focuses it from any place on the page except a field or a
 * dialog.
 */
export function useSearchField(wanted: Signal<string>, restMs: number): SearchField {
  const now = wanted.value;
  const typed = useSignal(now);
  const field = useRef<HTMLInputElement>(null);
  const rested = useDebounced(typed.value, restMs);
  useEffect(() => {
    wanted.value = rested;
  }, [rested, wanted]);
  useEffect(() => {
    if (now === '') typed.value = '';
  }, [now, typed]);
  // From the first paint on: an effect after it would miss a key that is pressed at once.
  useLayoutEffect(() => {
    const lead = (event: KeyboardEvent): void => {
      const isTyping = event.target instanceof HTMLInputElement && event.target.type !== 'radio';
      const isElsewhere = document.querySelector('dialog[open]') !== null;
      if (event.key !== '/' || isTyping || isElsewhere || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      field.current?.focus();
    };
    document.addEventListener('keydown', lead);
    return () => document.removeEventListener('keydown', lead);
  }, []);
  return { typed, field };
}
