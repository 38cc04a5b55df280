import { useEffect, useRef } from 'preact/hooks';
import { type KeyAction, keyAction } from './choose-keys.ts';
import { usePopup } from '../../popup-context.ts';
import { boxId } from './TagList.tsx';
import { inBackground } from '../../../shared/notes.ts';

/** The keys of the choosing screen. Keys of a button, a link or a menu keep their effect. */
export function useChooseKeys(): void {
  const { filter, preview, remove } = usePopup();

  const move = (step: number, place: 'filter' | 'row'): void => {
    const isAtTop = place === 'filter' && !filter.hasText.peek();
    const next = isAtTop ? filter.beside(0) : filter.beside(step);
    if (next === null || (place === 'filter' && step < 0)) focusFilter();
    else document.getElementById(boxId(next))?.focus();
  };

  const act = (action: KeyAction, place: 'filter' | 'row'): void => {
    const active = filter.activeId.peek();
    if (action === 'down') move(1, place);
    if (action === 'up') move(-1, place);
    if (action === 'clear') filter.filter('');
    if (action === 'type') focusFilter();
    if (action === 'remove') inBackground(remove(), 'use-choose-keys.remove');
    if (action === 'toggle' && active !== null) preview.toggle(active);
    if (action === 'choose' && active !== null) {
      preview.toggle(active);
      filter.filter('');
      focusFilter();
    }
  };

  const onKey = (event: KeyboardEvent): void => {
    const place = placeOf(event.target);
    const isCommandEnter = event.key === 'Enter' && (event.ctrlKey || event.metaKey);
    if (place === null && !isCommandEnter) return;
    const action = keyAction({
      key: event.key,
      isCommand: event.ctrlKey || event.metaKey,
      isOther: event.altKey || event.isComposing,
      isRepeated: event.repeat,
      place: place ?? 'row',
      hasText: filter.hasText.peek(),
    });
    if (action === null) return;
    // The filter has the focus by then, so the letter is typed into it.
    if (action !== 'type') event.preventDefault();
    act(action, place ?? 'row');
  };
  const latest = useRef(onKey);
  latest.current = onKey;
  useEffect(() => {
    const listener = (event: KeyboardEvent): void => latest.current(event);
    document.addEventListener('keydown', listener);
    return () => document.removeEventListener('keydown', listener);
  }, []);
}

function placeOf(target: EventTarget | null): 'filter' | 'row' | null {
  if (!(target instanceof HTMLInputElement)) return null;
  return target.type === 'search' ? 'filter' : target.type === 'checkbox' ? 'row' : null;
}

function focusFilter(): void {
  document.getElementById('filter')?.focus();
}
