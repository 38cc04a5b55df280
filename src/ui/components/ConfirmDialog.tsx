import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { text } from '../../shared/i18n.ts';

interface Props {
  readonly heading: ComponentChildren;
  readonly confirm: string;
  /** True while the confirmed action is under way. */
  readonly isBusy?: boolean;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
  readonly children?: ComponentChildren;
}

/** Asks before an irreversible action. It is open while it is mounted. Escape cancels. */
export function ConfirmDialog({ heading, confirm, isBusy = false, onConfirm, onClose, children }: Props): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  const headingId = useId();
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  return (
    <dialog ref={dialog} class="dialog" aria-labelledby={headingId} onCancel={onClose}>
      <h2 id={headingId} class="strong">
        {heading}
      </h2>
      {children}
      <div class="row end">
        <button class="btn" type="button" onClick={onClose}>
          {text('keep')}
        </button>
        <button
          class="btn bad"
          type="button"
          aria-disabled={isBusy || undefined}
          onClick={() => {
            if (!isBusy) onConfirm();
          }}
        >
          {confirm}
        </button>
      </div>
    </dialog>
  );
}
