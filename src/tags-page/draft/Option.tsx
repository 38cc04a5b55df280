import type { JSX } from 'preact';
import { useId } from 'preact/hooks';

interface Props {
  readonly label: string;
  /** What follows from it. It describes the box, and is no part of its name. */
  readonly hint: string;
  readonly isChecked: boolean;
  /** Absent: it can be changed. */
  readonly canChange?: boolean;
  readonly onChange: (isChecked: boolean) => void;
}

/** A choice of a sheet, off at first. It keeps the focus while it cannot be changed. */
export function Option({ label, hint, isChecked, canChange = true, onChange }: Props): JSX.Element {
  const id = useId();
  return (
    <label class="option" for={id}>
      <input
        id={id}
        type="checkbox"
        checked={isChecked}
        aria-labelledby={`${id}-label`}
        aria-describedby={`${id}-hint`}
        aria-disabled={!canChange || undefined}
        onClick={(event) => {
          if (!canChange) event.preventDefault();
        }}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <b id={`${id}-label`}>{label}</b>
      <span class="hint" id={`${id}-hint`}>
        {hint}
      </span>
    </label>
  );
}
