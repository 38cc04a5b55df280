import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/**
 * Gives an element the focus when it appears, if nothing else has it. The focus therefore moves only when the element
 * that had it left with the screen before.
 */
export function useFocusOnArrival<Kind extends HTMLElement>(isWanted = true): RefObject<Kind | null> {
  const ref = useRef<Kind>(null);
  useEffect(() => {
    const active = document.activeElement;
    if (isWanted && (active === null || active === document.body)) ref.current?.focus();
  }, [isWanted]);
  return ref;
}
