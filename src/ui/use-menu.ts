import { type ReadonlySignal, useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useCallback, useRef } from 'preact/hooks';

/** A menu that opens from a button. */
export interface Menu {
  readonly isOpen: ReadonlySignal<boolean>;
  /** Closes it. The button gets the focus back. */
  readonly close: () => void;
  /** Attributes of the button. */
  readonly opener: {
    readonly ref: RefObject<HTMLButtonElement | null>;
    readonly 'aria-haspopup': 'menu';
    readonly 'aria-expanded': ReadonlySignal<boolean>;
    readonly onClick: () => void;
  };
}

export function useMenu(): Menu {
  const isOpen = useSignal(false);
  const ref = useRef<HTMLButtonElement>(null);
  const close = useCallback((): void => {
    isOpen.value = false;
    ref.current?.focus();
  }, [isOpen]);
  const onClick = (): void => {
    isOpen.value = !isOpen.peek();
  };
  return { isOpen, close, opener: { ref, 'aria-haspopup': 'menu', 'aria-expanded': isOpen, onClick } };
}
