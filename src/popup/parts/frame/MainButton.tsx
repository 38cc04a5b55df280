import type { ComponentChildren, JSX } from 'preact';
import { useFocusOnArrival } from '../../../ui/use-focus.ts';

interface Props {
  readonly isFocused?: boolean;
  readonly onPress: () => void;
  readonly children: ComponentChildren;
}

/** The one main button of a screen. */
export function MainButton({ isFocused = false, onPress, children }: Props): JSX.Element {
  const ref = useFocusOnArrival<HTMLButtonElement>(isFocused);
  return (
    <button class="btn primary tall wide" type="button" ref={ref} onClick={onPress}>
      {children}
    </button>
  );
}
