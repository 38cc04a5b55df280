import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/**
 * Gives an element the focus when it arrives, if nothing else has it: the focus moves only when the element that had it
 * went away with the screen before.
 */
export function useFocusOnArrival<Kind extends HTMLElement>(isWanted = true): RefObject<Kind | null> {
  const ref = useRef<Kind>(null);
  useEffect(() => {
    const active = document.activeElement;
    if (isWanted && (active === null || active === document.body)) ref.current?.focus();
  }, [isWanted]);
  return ref;
}
