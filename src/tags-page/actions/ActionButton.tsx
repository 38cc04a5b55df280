import type { JSX } from 'preact';
import type { TagAction } from './tag-actions.ts';

interface Props {
  readonly action: TagAction;
  /** Before the sheet opens. */
  readonly onOpen?: () => void;
}

/** The button of an action. One that cannot be done now can be reached, and does nothing. */
export function ActionButton({ action: { label, refusal, open, isRare }, onOpen }: Props): JSX.Element {
  return (
    <button
      class={isRare ? 'btn rare' : 'btn'}
      type="button"
      aria-disabled={refusal !== null || undefined}
      onClick={() => {
        if (refusal !== null) return;
        onOpen?.();
        open();
      }}
    >
      {label}
    </button>
  );
}
