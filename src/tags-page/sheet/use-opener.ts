import { useLayoutEffect, useRef } from 'preact/hooks';

/** The last element outside of a sheet from which one was opened. A sheet that leads to another one hands it on. */
let outside: HTMLElement | null = null;

/** Returns the focus of a closed sheet to the element that opened it. */
export function useOpener(isOpen: boolean): void {
  const opener = useRef<HTMLElement | null>(null);
  useLayoutEffect(() => {
    if (!isOpen) return opener.current?.focus({ preventScroll: true });
    const active = document.activeElement;
    if (active instanceof HTMLElement && active !== document.body && active.closest('dialog') === null)
      outside = active;
    opener.current = outside;
  }, [isOpen]);
}
