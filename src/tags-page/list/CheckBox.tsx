import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Picked } from '../models/PickedModel.ts';

interface Props {
  readonly label: string;
  readonly pick: Picked;
  /** `isRange`: Shift was held. */
  readonly onPress: (isRange: boolean) => void;
  /** Its place among the cells of a grid. */
  readonly focus?: { readonly 'data-column': number; readonly tabIndex: number; readonly onFocus: () => void };
}

/** A box that selects a line, or all lines; half ticked for a partial selection. It always shows the model's state. */
export function CheckBox({ label, pick, onPress, focus }: Props): JSX.Element {
  const box = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    if (box.current === null) return;
    box.current.checked = pick === 'all';
    box.current.indeterminate = pick === 'some';
  });
  return (
    <label class="pick">
      <input
        ref={box}
        type="checkbox"
        aria-label={label}
        checked={pick === 'all'}
        {...focus}
        onClick={(event) => onPress(event.shiftKey)}
      />
    </label>
  );
}
