import type { ComponentChildren, JSX } from 'preact';

interface FootProps {
  /** The button that leaves the sheet or the stage. */
  readonly leave: { readonly label: string; readonly press: () => void };
  /** The button that goes on. */
  readonly children: ComponentChildren;
  /** The line under the buttons. */
  readonly side: string;
  /** What stands over the buttons. */
  readonly note?: JSX.Element;
}

export function SheetFoot({ leave, children, side, note }: FootProps): JSX.Element {
  return (
    <footer class="drawer-foot">
      {note}
      <div class="row fill">
        <button class="btn" type="button" onClick={leave.press}>
          {leave.label}
        </button>
        {children}
      </div>
      <output class="side">{side}</output>
    </footer>
  );
}

interface ButtonProps {
  readonly label: string;
  readonly canPress: boolean;
  /** Whether it looks like the main button. Absent: where it can be pressed. */
  readonly isPrimary?: boolean;
  readonly press: () => void;
}

/** The button that goes on. It keeps the focus while it cannot be pressed. */
export function GoOnButton({ label, canPress, isPrimary = canPress, press }: ButtonProps): JSX.Element {
  return (
    <button
      class={isPrimary ? 'btn primary' : 'btn'}
      type="button"
      aria-disabled={!canPress || undefined}
      onClick={() => {
        if (canPress) press();
      }}
    >
      {label}
    </button>
  );
}
