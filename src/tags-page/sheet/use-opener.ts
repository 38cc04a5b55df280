import { useLayoutEffect, useRef } from 'preact/hooks';

/** Returns the focus of a closed sheet to the element that opened it. */
export function useOpener(isOpen: boolean): void {
  const opener = useRef<Element | null>(null);
  useLayoutEffect(() => {
    if (isOpen) opener.current = document.activeElement;
    else if (opener.current instanceof HTMLElement) opener.current.focus({ preventScroll: true });
  }, [isOpen]);
}
